import { settingsNeedNewerClient } from "../../../policies/rules/settings-need-newer-client";
import { testRule } from "../support/case-table";
import { testMutations } from "../support/mutation-table";

testRule(settingsNeedNewerClient);
testMutations(settingsNeedNewerClient);
