import { impersonationAtAccount } from "../../../../policies/rules/google/impersonation-at-account";
import { testRule } from "../../support/case-table";

testRule(impersonationAtAccount);
