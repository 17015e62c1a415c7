import type { JsonStyle } from "./json-documents";
import type { Values } from "./values";

/** Who asks, and where: what a provider block says. */
export interface Caller {
  /** Account, project or subscription that the calls go to. */
  readonly account: string;
  readonly region: string;
  /** Tags that every thing gets. @default none */
  readonly defaultTags?: Readonly<Record<string, string>>;
}

/** What a plan adds to a schema: read from `schemas/behaviour-*.json`. Paths with dots; a number is a list index. */
export interface BehaviourRules {
  readonly force_new?: readonly string[];
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly conflicts_with?: Readonly<Record<string, readonly string[]>>;
  readonly exactly_one_of?: readonly (readonly string[])[];
  readonly at_least_one_of?: readonly (readonly string[])[];
  readonly required_with?: Readonly<Record<string, readonly string[]>>;
  /** How policy documents are written in a plan; another text of the same meaning is no change. */
  readonly json?: Readonly<Record<string, JsonStyle>>;
  /** Blocks that the provider chooses where none is configured. */
  readonly computed_blocks?: readonly string[];
  /** Computed values that an update makes anew, and the arguments whose change does so. */
  readonly recomputed?: Readonly<Record<string, readonly string[]>>;
}

/** Things that exist in the rehearsal's cloud, by key. */
export type Things = Readonly<Record<string, Values>>;

/** What one resource type does beyond its schema. */
export interface ResourceBehaviour {
  /** Values that a plan already knows when the configuration leaves them out. `prior` is null for a new thing. */
  readonly planned?: (values: Values, caller: Caller, prior: Values | null) => Values;
  /** What an id that is made here starts with. @default nothing */
  readonly idPrefix?: string;
  /** Computed values after an apply. */
  readonly computed?: (values: Values, caller: Caller) => Values;
  /** What makes one thing of this type in the cloud; two with the same identity collide. */
  readonly identity?: (values: Values, caller: Caller) => string;
  /** Why it cannot be made or changed now, in the cloud's words; undefined where it can. */
  readonly refuse?: (values: Values, caller: Caller, things: Things) => string | undefined;
  /** Why it cannot be deleted now. */
  readonly refuseDelete?: (values: Values, caller: Caller, things: Things) => string | undefined;
  /** Keys of what goes away with it. */
  readonly alsoDeleted?: (values: Values, caller: Caller, things: Things) => readonly string[];
}

/** What a data source answers, or why it does not. It may look at what exists. */
export type DataBehaviour = (config: Values, caller: Caller, things: Things) => Values | { readonly error: string };

/** Everything a stand-in knows beyond a schema. */
export interface Behaviours {
  readonly caller: (provider: Values) => Caller;
  readonly resources: Readonly<Record<string, ResourceBehaviour>>;
  readonly dataSources: Readonly<Record<string, DataBehaviour>>;
}
