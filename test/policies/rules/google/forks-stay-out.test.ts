import { googleForksStayOut } from "../../../../policies/rules/google/forks-stay-out";
import { testRule } from "../../support/case-table";

testRule(googleForksStayOut);
