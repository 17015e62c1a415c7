import { exactMatch } from "../../../../policies/rules/anthropic/exact-match";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(exactMatch);
testMutations(exactMatch);
