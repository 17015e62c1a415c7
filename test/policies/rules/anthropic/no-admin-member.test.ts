import { noAdminMember } from "../../../../policies/rules/anthropic/no-admin-member";
import { testRule } from "../../support/case-table";

testRule(noAdminMember);
