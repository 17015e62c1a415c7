import { profileConditionPresent } from "../../../../policies/rules/aws/profile-condition-present";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(profileConditionPresent);
testMutations(profileConditionPresent);
