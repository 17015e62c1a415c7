import { grantAtAccount } from "../../../../policies/rules/azure/grant-at-account";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(grantAtAccount);
testMutations(grantAtAccount);
