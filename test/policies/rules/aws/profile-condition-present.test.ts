import { profileConditionPresent } from "../../../../policies/rules/aws/profile-condition-present";
import { testRule } from "../../support/case-table";

testRule(profileConditionPresent);
