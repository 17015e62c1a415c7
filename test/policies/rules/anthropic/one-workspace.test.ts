import { oneWorkspace } from "../../../../policies/rules/anthropic/one-workspace";
import { testRule } from "../../support/case-table";

testRule(oneWorkspace);
