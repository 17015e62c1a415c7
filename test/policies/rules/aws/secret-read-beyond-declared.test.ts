import { secretReadBeyondDeclared } from "../../../../policies/rules/aws/secret-read-beyond-declared";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(secretReadBeyondDeclared);
testMutations(secretReadBeyondDeclared);
