import { grantAtProject } from "../../../../policies/rules/google/grant-at-project";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(grantAtProject);
testMutations(grantAtProject);
