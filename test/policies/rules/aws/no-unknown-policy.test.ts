import { noUnknownPolicy } from "../../../../policies/rules/aws/no-unknown-policy";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noUnknownPolicy);
testMutations(noUnknownPolicy);
