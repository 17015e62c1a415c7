import { azureSettingsAndGrantsAgree } from "../../../../policies/rules/azure/settings-and-grants-agree";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(azureSettingsAndGrantsAgree);
testMutations(azureSettingsAndGrantsAgree);
