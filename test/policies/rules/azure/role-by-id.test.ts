import { roleById } from "../../../../policies/rules/azure/role-by-id";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(roleById);
testMutations(roleById);
