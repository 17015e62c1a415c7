import { keysOpenNothing } from "../../../../policies/rules/azure/keys-open-nothing";
import { testRule } from "../../support/case-table";

testRule(keysOpenNothing);
