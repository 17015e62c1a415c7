import { noMarketplaceOnPeople } from "../../../../policies/rules/aws/no-marketplace-on-people";
import { testRule } from "../../support/case-table";
import { testMutations } from "../../support/mutation-table";

testRule(noMarketplaceOnPeople);
testMutations(noMarketplaceOnPeople);
