import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { Places } from "../declaration/finding";

/** Why a resource is planned, and where that was declared. */
export interface Provenance {
  /** Path in the declaration, `teams.payments.ci.deploy`. */
  readonly path: string;
  readonly reason: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What `provenance.json` beside a stack's JSON holds: Terraform address -> place in the declaration. */
export interface ProvenanceFile {
  readonly schemaVersion: 1;
  /** Name of the stack. */
  readonly stack: string;
  /** Boundary that every identity of the stack must carry, where the entry declares one. */
  readonly permissionsBoundary?: string;
  readonly resources: Readonly<Record<string, Provenance>>;
}

/** Nearest place that is known: of the path itself, or of what it lies in. */
const placeOf = (path: string, places: Places) => {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("."), 0))) {
    const place = places.get(at);
    if (place !== undefined) return place;
  }
  return undefined;
};

/** Collects, while stacks are built, which declared thing each resource comes from. */
export class ProvenanceRecord {
  private readonly resources = new Map<string, Provenance>();

  constructor(
    private readonly places: Places,
    private readonly permissionsBoundary?: string,
  ) {}

  /** Records every resource below a construct. */
  add(scope: IConstruct, path: string, reason: string): void {
    for (const construct of scope.node.findAll()) {
      if (!(construct instanceof TerraformResource)) continue;
      const address = `${construct.terraformResourceType}.${construct.friendlyUniqueId}`;
      this.resources.set(address, { path, reason, ...placeOf(path, this.places) });
    }
  }

  /**
   * The record as it is written, sorted by address.
   *
   * @param stack name of the stack that it is of
   */
  toFile(stack: string): ProvenanceFile {
    const sorted = [...this.resources].sort(([a], [b]) => (a < b ? -1 : 1));
    const { permissionsBoundary } = this;
    const boundary = permissionsBoundary === undefined ? {} : { permissionsBoundary };
    return { schemaVersion: 1, stack, ...boundary, resources: Object.fromEntries(sorted) };
  }
}
