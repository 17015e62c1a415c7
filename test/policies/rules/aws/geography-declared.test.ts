import { geographyDeclared } from "../../../../policies/rules/aws/geography-declared";
import { testRule } from "../../support/case-table";

testRule(geographyDeclared);
