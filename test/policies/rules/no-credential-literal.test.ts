import { noCredentialLiteral } from "../../../policies/rules/no-credential-literal";
import { testRule } from "../support/case-table";

testRule(noCredentialLiteral);
