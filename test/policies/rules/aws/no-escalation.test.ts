import { noEscalation } from "../../../../policies/rules/aws/no-escalation";
import { testRule } from "../../support/case-table";

testRule(noEscalation);
