import { noLooseSubject } from "../../../../policies/rules/azure/no-loose-subject";
import { testRule } from "../../support/case-table";

testRule(noLooseSubject);
