import type { BehaviourRules } from "../plugin/behaviour";
import type { Block } from "../plugin/schema";
import { settle } from "../plugin/shape";
import { isUnknown, sameValue, type Values } from "../plugin/values";
import type { RealPlan, RealProvider, RealRefusal } from "./real-provider";
import type { Sample } from "./samples-aws";

/** What `observeType` looks at. */
export interface Observed {
  readonly provider: RealProvider;
  readonly type: string;
  readonly block: Block;
  readonly sample: Sample;
  /** Values that a cloud would choose, for a planned object. */
  readonly computed: (planned: Values) => Values;
}

const good = (plan: RealPlan | RealRefusal): RealPlan => {
  if ("errors" in plan) throw new Error(plan.errors.join("\n"));
  return plan;
};
const withoutIndex = (path: string): string => path.replace(/\.\d+(?=\.|$)/g, "");
const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].sort();

/** Arguments that cannot stand beside one. */
const rivals = (rules: BehaviourRules, name: string): readonly string[] =>
  [
    ...(rules.conflicts_with?.[name] ?? []),
    ...(rules.exactly_one_of ?? []).filter((names) => names.includes(name)).flat(),
  ].filter((other) => other !== name);

/** The sample with one argument changed; its companions come along, its rivals go. */
const changed = ({ base, changes }: Sample, name: string, rules: BehaviourRules): Values => {
  const companions = (rules.required_with?.[name] ?? []).map((other) => [other, changes[other] ?? base[other]]);
  const given: Values = { ...Object.fromEntries(companions), [name]: changes[name] };
  const gone = Object.keys(given).flatMap((key) => rivals(rules, key));
  const kept = Object.entries(base).filter(([key]) => !gone.includes(key));
  return { ...Object.fromEntries(kept), ...given };
};

/** Every configuration by which a type is looked at: one argument changed, or one taken away. */
export const variationsOf = (block: Block, sample: Sample, rules: BehaviourRules): Readonly<Record<string, Values>> => {
  const other = Object.keys(sample.changes).map((name) => [`${name} changed`, changed(sample, name, rules)] as const);
  const gone = Object.keys(sample.base)
    .filter((name) => !isNeeded(block, name))
    .map((name) => [`${name} removed`, { ...sample.base, [name]: null }] as const);
  return Object.fromEntries([...other, ...gone]);
};

/** What a provider says against arguments alone, and against pairs of them. */
const complaints = async ({ provider, type, block, sample }: Observed): Promise<readonly string[]> => {
  const all: Values = { ...sample.base, ...sample.changes };
  const names = Object.keys(all).filter((name) => name in (block.attributes ?? {}));
  const needed = Object.entries(all).filter(([name]) => isNeeded(block, name));
  const pairs = names.flatMap((one, index) => names.slice(index).map((other) => [one, other]));
  const answers = pairs.map((pair) => {
    const config = { ...Object.fromEntries(needed), ...Object.fromEntries(pair.map((name) => [name, all[name]])) };
    return provider.validate(type, block, config);
  });
  return (await Promise.all(answers)).flat();
};
const isNeeded = (block: Block, name: string): boolean =>
  block.attributes?.[name]?.required === true || name in (block.block_types ?? {});

/** The rules about which arguments go together, in the provider's own words. */
const argumentRules = async (observed: Observed): Promise<BehaviourRules> => {
  const conflicts: Record<string, string[]> = {};
  const together: Record<string, string[]> = {};
  const exactly = new Set<string>();
  for (const message of await complaints(observed)) {
    const [, path = "", other = ""] = message.match(/"([^"]+)": conflicts with (\S+)/) ?? [];
    if (path !== "") conflicts[path] = sorted([...(conflicts[path] ?? []), other]);
    const [, only] = message.match(/only one of `([^`]+)` can be/) ?? [];
    if (only !== undefined) exactly.add(only);
    const [, lonely = "", needed = ""] = message.match(/"([^"]+)": all of `([^`]+)` must be/) ?? [];
    if (lonely !== "") together[lonely] = needed.split(",").filter((name) => name !== lonely);
  }
  return {
    ...(Object.keys(conflicts).length > 0 && { conflicts_with: sortedKeys(conflicts) }),
    ...(exactly.size > 0 && { exactly_one_of: sorted(exactly).map((names) => names.split(",")) }),
    ...(Object.keys(together).length > 0 && { required_with: sortedKeys(together) }),
  };
};

const sortedKeys = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Values that a plan knows without being told, as constants; tags are told by the provider block. */
const defaultsOf = (base: Values, first: Values): Record<string, unknown> => {
  const known = Object.entries(first).filter(
    ([name, value]) => (base[name] ?? null) === null && name !== "tags_all" && isPlain(value),
  );
  return sortedKeys(Object.fromEntries(known));
};
const isPlain = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);

/** How a type writes its JSON documents: by keys in order, or an IAM policy's version first. */
const jsonStyles = (base: Values, first: Values): Record<string, "sorted" | "version-first" | "as-is"> => {
  const documents = Object.entries(base).filter(([, value]) => typeof value === "string" && value.startsWith("{"));
  const style = (name: string, value: unknown) => {
    if (first[name] === value) return "as-is";
    return String(first[name]).startsWith('{"Version"') ? "version-first" : "sorted";
  };
  return Object.fromEntries(documents.map(([name, value]) => [name, style(name, value)]));
};

/** The thing that a planned object becomes. */
export const settledOf = ({ block, computed }: Pick<Observed, "block" | "computed">, planned: Values): Values =>
  settle(block, planned, computed(planned));

/** Asks a real provider what its schema does not say about one resource type. */
export const observeType = async (observed: Observed): Promise<BehaviourRules> => {
  const { provider, type, block, sample } = observed;
  const refused = await provider.validate(type, block, sample.base);
  if (refused.length > 0) throw new Error(`the sample of ${type} is refused: ${refused.join("; ")}`);
  const rules = await argumentRules(observed);
  const first = good(await provider.plan(type, block, null, sample.base)).values;
  const prior = settledOf(observed, first);
  const replacing = new Set<string>();
  const recomputed: Record<string, string[]> = {};
  for (const config of Object.values(variationsOf(block, sample, rules))) {
    const plan = await provider.plan(type, block, prior, config);
    if ("errors" in plan) continue;
    for (const path of plan.replaces.filter((name) => name !== "id")) replacing.add(withoutIndex(path));
    if (plan.replaces.length > 0) continue;
    const changes = Object.keys(config).filter((name) => !sameValue(config[name] ?? null, prior[name] ?? null));
    for (const [name, value] of Object.entries(plan.values)) {
      if (isUnknown(value)) recomputed[name] = sorted([...(recomputed[name] ?? []), ...changes]);
    }
  }
  const defaults = defaultsOf(sample.base, first);
  const json = jsonStyles(sample.base, first);
  const blocks = Object.keys(block.block_types ?? {}).filter((name) => isUnknown(first[name]));
  return {
    ...rules,
    ...(blocks.length > 0 && { computed_blocks: blocks }),
    ...(Object.keys(defaults).length > 0 && { defaults }),
    ...(replacing.size > 0 && { force_new: sorted(replacing) }),
    ...(Object.keys(json).length > 0 && { json }),
    ...(Object.keys(recomputed).length > 0 && { recomputed: sortedKeys(recomputed) }),
  };
};
