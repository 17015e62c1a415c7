import { noLooseSubject } from "../../../../policies/rules/azure/no-loose-subject";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noLooseSubject);
testMutations(noLooseSubject);
