import { azureForksStayOut } from "../../../../policies/rules/azure/forks-stay-out";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(azureForksStayOut);
testMutations(azureForksStayOut);
