import { azureRoleBeyondCatalog } from "../../../../policies/rules/azure/role-beyond-catalog";
import { testRule } from "../../support/case-table";

testRule(azureRoleBeyondCatalog);
