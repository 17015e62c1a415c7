import { googleSettingsAndGrantsAgree } from "../../../../policies/rules/google/settings-and-grants-agree";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(googleSettingsAndGrantsAgree);
testMutations(googleSettingsAndGrantsAgree);
