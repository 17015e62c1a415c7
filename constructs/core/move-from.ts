import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/**
 * Tells Terraform that everything below `scope` was at other addresses before, so that a rename moves it.
 * Addresses start with `address`; they started with `formerAddress`.
 */
export const moveFrom = (scope: Construct, address: string, formerAddress: string): void => {
  for (const construct of scope.node.findAll()) {
    if (!(construct instanceof TerraformResource)) continue;
    const former = formerAddress + construct.friendlyUniqueId.slice(address.length);
    construct.moveFromId(`${construct.terraformResourceType}.${former}`);
  }
};
