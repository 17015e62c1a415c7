import { googleRoleBeyondCatalog } from "../../../../policies/rules/google/role-beyond-catalog";
import { testRule } from "../../support/case-table";

testRule(googleRoleBeyondCatalog);
