import { noWideMember } from "../../../../policies/rules/google/no-wide-member";
import { testRule } from "../../support/case-table";

testRule(noWideMember);
