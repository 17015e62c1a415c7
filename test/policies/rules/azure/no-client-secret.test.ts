import { noClientSecret } from "../../../../policies/rules/azure/no-client-secret";
import { testRule } from "../../support/case-table";

testRule(noClientSecret);
