import { noUnknownPolicy } from "../../../../policies/rules/aws/no-unknown-policy";
import { testRule } from "../../support/case-table";

testRule(noUnknownPolicy);
