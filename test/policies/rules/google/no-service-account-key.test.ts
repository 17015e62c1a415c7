import { noServiceAccountKey } from "../../../../policies/rules/google/no-service-account-key";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noServiceAccountKey);
testMutations(noServiceAccountKey);
