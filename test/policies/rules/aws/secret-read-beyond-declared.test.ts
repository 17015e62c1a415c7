import { secretReadBeyondDeclared } from "../../../../policies/rules/aws/secret-read-beyond-declared";
import { testRule } from "../../support/case-table";

testRule(secretReadBeyondDeclared);
