type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** Part of `terraform show -json PLANFILE` that a golden plan is made of. */
interface ShownPlan {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly change: Change & { readonly actions: readonly string[] };
  }[];
  readonly output_changes?: Readonly<Record<string, Change>>;
  readonly configuration?: {
    readonly root_module?: {
      readonly resources?: readonly { readonly address: string; readonly expressions?: JsonObject }[];
    };
  };
}

interface Change {
  readonly after: Json;
  readonly after_unknown: Json;
  readonly after_sensitive: Json;
}

const UNKNOWN = "(known after apply)";
const SENSITIVE = "(sensitive)";

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** A document within a text, such as a policy, as what it says; any other text as it is. */
const opened = (text: string): Json => {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return sorted(JSON.parse(text) as Json);
  } catch {
    return text;
  }
};

const sorted = (value: Json): Json => {
  if (isList(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};

const isNothing = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  (isList(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);

/** What is planned for one value: known, known later, or nobody's business; undefined when nothing is set. */
const planned = (after: Json | undefined, unknown: Json | undefined, sensitive: Json | undefined): Json | undefined => {
  if (sensitive === true && !isNothing(after)) return SENSITIVE;
  if (unknown === true) return UNKNOWN;
  if (isList(after) || isList(unknown)) return plannedList(after, unknown, sensitive);
  if (isObject(after) || isObject(unknown)) return plannedObject(after, unknown, sensitive);
  return typeof after === "string" ? opened(after) : after;
};

const plannedList = (after: Json | undefined, unknown: Json | undefined, sensitive: Json | undefined): Json => {
  const at = (value: Json | undefined, index: number) => (isList(value) ? value[index] : undefined);
  const length = Math.max(isList(after) ? after.length : 0, isList(unknown) ? unknown.length : 0);
  return Array.from({ length }, (_, index) => planned(at(after, index), at(unknown, index), at(sensitive, index)) ?? null);
};

const plannedObject = (after: Json | undefined, unknown: Json | undefined, sensitive: Json | undefined): Json => {
  const at = (value: Json | undefined, key: string) => (isObject(value) ? value[key] : undefined);
  const keys = new Set([after, unknown].flatMap((value) => (isObject(value) ? Object.keys(value) : [])));
  const entries = [...keys].sort().flatMap((key): [string, Json][] => {
    const value = planned(at(after, key), at(unknown, key), at(sensitive, key));
    return value === undefined || isNothing(value) ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
};

const valueOf = ({ after, after_unknown, after_sensitive }: Change): Json =>
  planned(after, after_unknown, after_sensitive) ?? null;

/** What is not known yet and was asked for; ids and the like that every resource gets say nothing. */
const askedFor = (change: Change, expressions: JsonObject = {}): Change => {
  if (!isObject(change.after_unknown)) return change;
  const entries = Object.entries(change.after_unknown).filter(([argument]) => argument in expressions);
  return { ...change, after_unknown: Object.fromEntries(entries) };
};

/**
 * What a stack makes, to be read and compared by people: resources by address and outputs, keys sorted, policies opened,
 * without what nobody set. In: `terraform show -json PLANFILE` of a stack that is not there yet.
 */
export const goldenPlan = (text: string): string => {
  const { resource_changes = [], output_changes = {}, configuration } = JSON.parse(text) as ShownPlan;
  const written = new Map(
    (configuration?.root_module?.resources ?? []).map(({ address, expressions }) => [address, expressions]),
  );
  const resources = resource_changes
    .filter(({ mode, change }) => mode === "managed" && change.actions.join() !== "no-op")
    .map(({ address, change }) => {
      const shown = valueOf(askedFor(change, written.get(address)));
      return [address, { [change.actions.join(" then ")]: shown }] as const;
    });
  const outputs = Object.entries(output_changes).map(([name, change]) => [name, valueOf(change)] as const);
  const golden = sorted({ outputs: Object.fromEntries(outputs), resources: Object.fromEntries(resources) });
  return `${JSON.stringify(golden, null, 2)}\n`;
};
