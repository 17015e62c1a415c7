import { noAdminServiceAccount } from "../../../../policies/rules/anthropic/no-admin-service-account";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noAdminServiceAccount);
testMutations(noAdminServiceAccount);
