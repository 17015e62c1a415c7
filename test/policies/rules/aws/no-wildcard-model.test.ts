import { noWildcardModel } from "../../../../policies/rules/aws/no-wildcard-model";
import { testRule } from "../../support/case-table";

testRule(noWildcardModel);
