import { noWildcardModel } from "../../../../policies/rules/aws/no-wildcard-model";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noWildcardModel);
testMutations(noWildcardModel);
