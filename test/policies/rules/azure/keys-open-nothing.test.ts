import { keysOpenNothing } from "../../../../policies/rules/azure/keys-open-nothing";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(keysOpenNothing);
testMutations(keysOpenNothing);
