import { noAdminServiceAccount } from "../../../../policies/rules/anthropic/no-admin-service-account";
import { testRule } from "../../support/case-table";

testRule(noAdminServiceAccount);
