import { sessionLength } from "../../../../policies/rules/aws/session-length";
import { testRule } from "../../support/case-table";

testRule(sessionLength);
