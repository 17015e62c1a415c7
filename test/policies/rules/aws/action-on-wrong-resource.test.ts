import { actionOnWrongResource } from "../../../../policies/rules/aws/action-on-wrong-resource";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(actionOnWrongResource);
testMutations(actionOnWrongResource);
