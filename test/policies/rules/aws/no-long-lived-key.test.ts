import { noLongLivedKey } from "../../../../policies/rules/aws/no-long-lived-key";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noLongLivedKey);
testMutations(noLongLivedKey);
