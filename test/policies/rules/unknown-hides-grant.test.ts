import { unknownHidesGrant } from "../../../policies/rules/unknown-hides-grant";
import { testRule } from "../support/case-table";
import { testMutations } from "../support/mutation-table";

testRule(unknownHidesGrant);
testMutations(unknownHidesGrant);
