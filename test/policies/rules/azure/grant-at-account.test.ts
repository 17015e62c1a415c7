import { grantAtAccount } from "../../../../policies/rules/azure/grant-at-account";
import { testRule } from "../../support/case-table";

testRule(grantAtAccount);
