import { impersonationAtAccount } from "../../../../policies/rules/google/impersonation-at-account";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(impersonationAtAccount);
testMutations(impersonationAtAccount);
