import { azureForksStayOut } from "../../../../policies/rules/azure/forks-stay-out";
import { testRule } from "../../support/case-table";

testRule(azureForksStayOut);
