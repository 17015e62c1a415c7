import { noWideMember } from "../../../../policies/rules/google/no-wide-member";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noWideMember);
testMutations(noWideMember);
