import { azureRoleBeyondCatalog } from "../../../../policies/rules/azure/role-beyond-catalog";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(azureRoleBeyondCatalog);
testMutations(azureRoleBeyondCatalog);
