import { googleRoleBeyondCatalog } from "../../../../policies/rules/google/role-beyond-catalog";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(googleRoleBeyondCatalog);
testMutations(googleRoleBeyondCatalog);
