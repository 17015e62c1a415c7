import { profilesCanBeCalled } from "../../../../policies/rules/aws/profiles-can-be-called";
import { testRule } from "../../support/case-table";

testRule(profilesCanBeCalled);
