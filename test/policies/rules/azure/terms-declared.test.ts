import { termsDeclared } from "../../../../policies/rules/azure/terms-declared";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(termsDeclared);
testMutations(termsDeclared);
