import type { Values } from "./values";

/** Who asks, and where: what a provider block says. */
export interface Caller {
  /** Account, project or subscription that the calls go to. */
  readonly account: string;
  readonly region: string;
}

/** What a plan adds to a schema: read from `schemas/behaviour-*.json`. Paths with dots; a number is a list index. */
export interface BehaviourRules {
  readonly force_new?: readonly string[];
  /** How JSON documents are written in a plan; documents of the same content are no change. */
  readonly json?: Readonly<Record<string, "sorted" | "version-first" | "as-is">>;
  /** Computed values that an update makes anew, and the arguments whose change does so. */
  readonly recomputed?: Readonly<Record<string, readonly string[]>>;
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly conflicts_with?: Readonly<Record<string, readonly string[]>>;
  readonly exactly_one_of?: readonly (readonly string[])[];
  readonly at_least_one_of?: readonly (readonly string[])[];
  readonly required_with?: Readonly<Record<string, readonly string[]>>;
}

/** Things that exist in the rehearsal's cloud, by key. */
export type Things = Readonly<Record<string, Values>>;

/** What one resource type does beyond its schema. */
export interface ResourceBehaviour {
  /** Values that a plan already knows when the configuration leaves them out. */
  readonly planned?: (values: Values, caller: Caller) => Values;
  /** Computed values after an apply. */
  readonly computed?: (values: Values, caller: Caller) => Values;
  /** What makes one thing of this type in the cloud; two with the same identity collide. */
  readonly identity?: (values: Values, caller: Caller) => string;
  /** Why it cannot be made or changed now, in the cloud's words; undefined where it can. */
  readonly refuse?: (values: Values, caller: Caller, things: Things) => string | undefined;
  /** Why it cannot be deleted now. */
  readonly refuseDelete?: (values: Values, caller: Caller, things: Things) => string | undefined;
}

/** What a data source answers, or why it does not. */
export type DataBehaviour = (config: Values, caller: Caller) => Values | { readonly error: string };

/** Everything a stand-in knows beyond a schema. */
export interface Behaviours {
  readonly caller: (provider: Values) => Caller;
  readonly resources: Readonly<Record<string, ResourceBehaviour>>;
  readonly dataSources: Readonly<Record<string, DataBehaviour>>;
}

const at = (values: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => {
    if (value === null || typeof value !== "object") return undefined;
    return Array.isArray(value) && !/^\d+$/.test(key) ? at(value[0], key) : (value as Values)[key];
  }, values);

const isSet = (values: Values, path: string): boolean => {
  const value = at(values, path);
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
};

/** What a configuration does wrong by its rules, in Terraform's own manner of speaking. */
export const brokenRules = (rules: BehaviourRules, config: Values): string[] => {
  const set = (path: string) => isSet(config, path);
  return [
    ...Object.entries(rules.conflicts_with ?? {}).flatMap(([path, others]) =>
      set(path) ? others.filter(set).map((other) => `"${path}": conflicts with ${other}`) : [],
    ),
    ...Object.entries(rules.required_with ?? {}).flatMap(([path, others]) =>
      set(path) ? others.filter((other) => !set(other)).map((other) => `"${path}": needs ${other} as well`) : [],
    ),
    ...(rules.exactly_one_of ?? []).flatMap((paths) => {
      const count = paths.filter(set).length;
      return count === 1 || !reachable(paths, config)
        ? []
        : [`exactly one of ${paths.join(", ")} must be set, ${count} are`];
    }),
    ...(rules.at_least_one_of ?? []).flatMap((paths) =>
      paths.some(set) || !reachable(paths, config) ? [] : [`one of ${paths.join(", ")} must be set`],
    ),
  ];
};

/** A rule about the inside of a block holds only where the block is there. */
const reachable = (paths: readonly string[], config: Values): boolean =>
  paths.some((path) => {
    const parent = path.split(".").slice(0, -1).join(".");
    return parent === "" || isSet(config, parent);
  });

/** Attributes of the first level whose change means another thing. */
export const replacedBy = (rules: BehaviourRules): string[] => [
  ...new Set((rules.force_new ?? []).map((path) => path.split(".")[0] ?? path)),
];
