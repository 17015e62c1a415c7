import { noLoosePrincipalSet } from "../../../../policies/rules/google/no-loose-principal-set";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noLoosePrincipalSet);
testMutations(noLoosePrincipalSet);
