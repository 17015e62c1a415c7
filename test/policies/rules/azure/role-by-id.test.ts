import { roleById } from "../../../../policies/rules/azure/role-by-id";
import { testRule } from "../../support/case-table";

testRule(roleById);
