import { actionBeyondCatalog } from "../../../../policies/rules/aws/action-beyond-catalog";
import { testRule } from "../../support/case-table";

testRule(actionBeyondCatalog);
