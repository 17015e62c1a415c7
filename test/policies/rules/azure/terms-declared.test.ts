import { termsDeclared } from "../../../../policies/rules/azure/terms-declared";
import { testRule } from "../../support/case-table";

testRule(termsDeclared);
