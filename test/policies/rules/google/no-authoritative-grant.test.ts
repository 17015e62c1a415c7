import { noAuthoritativeGrant } from "../../../../policies/rules/google/no-authoritative-grant";
import { testRule } from "../../support/case-table";

testRule(noAuthoritativeGrant);
