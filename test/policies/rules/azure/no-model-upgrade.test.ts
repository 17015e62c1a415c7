import { noModelUpgrade } from "../../../../policies/rules/azure/no-model-upgrade";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noModelUpgrade);
testMutations(noModelUpgrade);
