import { modelsRestricted } from "../../../../policies/rules/google/models-restricted";
import { testRule } from "../../support/case-table";

testRule(modelsRestricted);
