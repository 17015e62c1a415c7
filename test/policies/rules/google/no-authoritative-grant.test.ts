import { noAuthoritativeGrant } from "../../../../policies/rules/google/no-authoritative-grant";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noAuthoritativeGrant);
testMutations(noAuthoritativeGrant);
