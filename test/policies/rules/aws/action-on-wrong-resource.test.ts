import { actionOnWrongResource } from "../../../../policies/rules/aws/action-on-wrong-resource";
import { testRule } from "../../support/case-table";

testRule(actionOnWrongResource);
