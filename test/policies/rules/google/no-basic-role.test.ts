import { noBasicRole } from "../../../../policies/rules/google/no-basic-role";
import { testRule } from "../../support/case-table";

testRule(noBasicRole);
