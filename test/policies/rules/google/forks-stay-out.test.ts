import { googleForksStayOut } from "../../../../policies/rules/google/forks-stay-out";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(googleForksStayOut);
testMutations(googleForksStayOut);
