import { noClientSecret } from "../../../../policies/rules/azure/no-client-secret";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noClientSecret);
testMutations(noClientSecret);
