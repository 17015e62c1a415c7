import { noEscalation } from "../../../../policies/rules/aws/no-escalation";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noEscalation);
testMutations(noEscalation);
