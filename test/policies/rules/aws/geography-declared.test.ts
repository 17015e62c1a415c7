import { geographyDeclared } from "../../../../policies/rules/aws/geography-declared";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(geographyDeclared);
testMutations(geographyDeclared);
