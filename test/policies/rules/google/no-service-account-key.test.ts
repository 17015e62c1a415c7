import { noServiceAccountKey } from "../../../../policies/rules/google/no-service-account-key";
import { testRule } from "../../support/case-table";

testRule(noServiceAccountKey);
