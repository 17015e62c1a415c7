import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { addressName } from "./address-name";

/** Ids from the stack down to a construct, then the identity: stable, readable, unique in the stack. */
export const addressIn = (scope: Construct, lastId: string, identity?: string): string => {
  const ids = scope.node.scopes.slice(TerraformStack.of(scope).node.scopes.length, -1).map(({ node }) => node.id);
  return addressName(...ids, lastId, ...(identity === undefined ? [] : [identity]));
};
