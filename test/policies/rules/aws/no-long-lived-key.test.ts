import { noLongLivedKey } from "../../../../policies/rules/aws/no-long-lived-key";
import { testRule } from "../../support/case-table";

testRule(noLongLivedKey);
