import { actionBeyondCatalog } from "../../../../policies/rules/aws/action-beyond-catalog";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(actionBeyondCatalog);
testMutations(actionBeyondCatalog);
