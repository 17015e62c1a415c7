import { noLoosePrincipalSet } from "../../../../policies/rules/google/no-loose-principal-set";
import { testRule } from "../../support/case-table";

testRule(noLoosePrincipalSet);
