import { sessionLength } from "../../../../policies/rules/aws/session-length";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(sessionLength);
testMutations(sessionLength);
