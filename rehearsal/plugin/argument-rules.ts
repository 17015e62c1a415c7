import type { BehaviourRules } from "./behaviour";
import { holdsUnknown, type Values } from "./values";

const at = (values: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => {
    if (value === null || typeof value !== "object") return undefined;
    return Array.isArray(value) && !/^\d+$/.test(key) ? at(value[0], key) : (value as Values)[key];
  }, values);

/** Whether an argument has a value, has none, or has one that only an apply knows. */
const stateOf = (values: Values, path: string): "set" | "unset" | "unknown" => {
  const value = at(values, path);
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return "unset";
  return holdsUnknown(value) && !Array.isArray(value) ? "unknown" : "set";
};

/** A rule about the inside of a block holds only where the block is there. */
const reachable = (paths: readonly string[], config: Values): boolean =>
  paths.some((path) => {
    const parent = path.split(".").slice(0, -1).join(".");
    return parent === "" || stateOf(config, parent) !== "unset";
  });

const exactlyOne = (paths: readonly string[], config: Values): string[] => {
  const states = paths.map((path) => stateOf(config, path));
  const count = states.filter((state) => state === "set").length;
  const open = states.includes("unknown") && count === 0;
  if (count === 1 || open || !reachable(paths, config)) return [];
  return [`exactly one of ${paths.join(", ")} must be set, ${count} are`];
};

const atLeastOne = (paths: readonly string[], config: Values): string[] =>
  paths.some((path) => stateOf(config, path) !== "unset") || !reachable(paths, config)
    ? []
    : [`one of ${paths.join(", ")} must be set`];

/**
 * What a configuration does wrong by the rules about which arguments go together, in Terraform's own manner of
 * speaking. A value that only an apply knows is given the benefit of the doubt, as providers do.
 */
export const brokenRules = (rules: BehaviourRules, config: Values): string[] => {
  const set = (path: string) => stateOf(config, path) === "set";
  const unset = (path: string) => stateOf(config, path) === "unset";
  return [
    ...Object.entries(rules.conflicts_with ?? {}).flatMap(([path, others]) =>
      set(path) ? others.filter(set).map((other) => `"${path}": conflicts with ${other}`) : [],
    ),
    ...Object.entries(rules.required_with ?? {}).flatMap(([path, others]) =>
      set(path) ? others.filter(unset).map((other) => `"${path}": needs ${other} as well`) : [],
    ),
    ...(rules.exactly_one_of ?? []).flatMap((paths) => exactlyOne(paths, config)),
    ...(rules.at_least_one_of ?? []).flatMap((paths) => atLeastOne(paths, config)),
  ];
};
