import { exactMatch } from "../../../../policies/rules/anthropic/exact-match";
import { testRule } from "../../support/case-table";

testRule(exactMatch);
