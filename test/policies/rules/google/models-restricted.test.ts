import { modelsRestricted } from "../../../../policies/rules/google/models-restricted";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(modelsRestricted);
testMutations(modelsRestricted);
