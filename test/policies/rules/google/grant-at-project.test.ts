import { grantAtProject } from "../../../../policies/rules/google/grant-at-project";
import { testRule } from "../../support/case-table";

testRule(grantAtProject);
