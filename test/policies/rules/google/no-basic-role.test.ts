import { noBasicRole } from "../../../../policies/rules/google/no-basic-role";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noBasicRole);
testMutations(noBasicRole);
