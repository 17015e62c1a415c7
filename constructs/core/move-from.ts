import { TerraformElement, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/** `moved` blocks: CDKTF itself writes at most one a resource, and a thing renamed twice has a chain of them. */
class MovedBlocks extends TerraformElement {
  constructor(
    private readonly moved: Construct,
    private readonly addresses: readonly string[],
  ) {
    super(moved, "MovedBlocks");
  }

  /** Asked when all is built, so that what was added last moves too. */
  override toTerraform(): object {
    const moved = this.moved.node.findAll().flatMap((construct) => this.chainOf(construct));
    return moved.length === 0 ? {} : { moved };
  }

  /** Oldest to newest: Terraform follows such a chain, and refuses two moves to one address. */
  private chainOf(construct: unknown): { from: string; to: string }[] {
    if (!(construct instanceof TerraformResource)) return [];
    const { terraformResourceType: type, friendlyUniqueId } = construct;
    const [address = ""] = this.addresses;
    if (!friendlyUniqueId.startsWith(address)) return [];
    const chain = this.addresses.map((start) => `${type}.${start}${friendlyUniqueId.slice(address.length)}`);
    return chain.slice(1).map((from, index) => ({ from, to: chain[index] ?? from }));
  }
}

/**
 * Tells Terraform that everything below `scope` was at other addresses before, so that a rename moves it. Also after
 * several renames, and for a state that slept through some of them.
 *
 * @param address start of the addresses now
 * @param formerAddresses what they started with before, the newest first; the present one among them (a name that came
 *   back) is passed over
 */
export const moveFrom = (scope: Construct, address: string, formerAddresses: readonly string[]): void => {
  new MovedBlocks(scope, [address, ...formerAddresses.filter((former) => former !== address)]);
};
