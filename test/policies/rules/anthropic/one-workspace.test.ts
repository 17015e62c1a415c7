import { oneWorkspace } from "../../../../policies/rules/anthropic/one-workspace";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(oneWorkspace);
testMutations(oneWorkspace);
