import { profilesCanBeCalled } from "../../../../policies/rules/aws/profiles-can-be-called";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(profilesCanBeCalled);
testMutations(profilesCanBeCalled);
