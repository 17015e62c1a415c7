import { noMarketplaceOnPeople } from "../../../../policies/rules/aws/no-marketplace-on-people";
import { testRule } from "../../support/case-table";

testRule(noMarketplaceOnPeople);
