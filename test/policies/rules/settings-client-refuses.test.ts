import { settingsClientRefuses } from "../../../policies/rules/settings-client-refuses";
import { testRule } from "../support/case-table";
import { testMutations } from "../support/mutation-table";

testRule(settingsClientRefuses);
testMutations(settingsClientRefuses);
