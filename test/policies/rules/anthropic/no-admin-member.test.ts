import { noAdminMember } from "../../../../policies/rules/anthropic/no-admin-member";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noAdminMember);
testMutations(noAdminMember);
