import { noModelUpgrade } from "../../../../policies/rules/azure/no-model-upgrade";
import { testRule } from "../../support/case-table";

testRule(noModelUpgrade);
