import type { Condition, Patterns, PrincipalName, Problem, Statement } from "./policy-document";

type JsonObject = Readonly<Record<string, unknown>>;

const ELEMENTS = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);
const PRINCIPAL_TYPES = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Strings of a string or a list; a condition takes booleans and numbers as well. */
const readTexts = (value: unknown, path: string, problems: Problem[], alsoScalars = false): readonly string[] => {
  if (typeof value === "string") return [value];
  const list = listOf(value);
  if (list.length === 0) problems.push({ path, message: "must not be empty" });
  if (list.every((item) => typeof item === "string")) return [...list];
  return list.flatMap((item, index) => {
    if (typeof item === "string") return [item];
    if (alsoScalars && (typeof item === "boolean" || typeof item === "number")) return [String(item)];
    problems.push({ path: Array.isArray(value) ? `${path}[${index}]` : path, message: "must be a string" });
    return [];
  });
};

/** One of `Action` and `NotAction` (or of the other pairs), never both. */
const readEither = (entry: JsonObject, name: string, path: string, problems: Problem[]): Patterns | undefined => {
  const negatedName = `Not${name}`;
  if (entry[name] !== undefined && entry[negatedName] !== undefined) {
    problems.push({ path, message: `has both ${name} and ${negatedName}` });
  }
  const negated = entry[name] === undefined && entry[negatedName] !== undefined;
  const used = negated ? negatedName : name;
  if (entry[used] === undefined) return undefined;
  return { negated, values: readTexts(entry[used], `${path}.${used}`, problems) };
};

const readPrincipalNames = (value: unknown, path: string, problems: Problem[]): readonly PrincipalName[] => {
  if (value === "*") return [{ type: "*", value: "*" }];
  if (!isObject(value)) {
    problems.push({ path, message: 'must be "*" or an object' });
    return [];
  }
  return Object.keys(value).flatMap((name) => {
    const type = PRINCIPAL_TYPES.find((known) => known === name);
    if (type === undefined) {
      problems.push({ path: `${path}.${name}`, message: `is no kind of principal (${PRINCIPAL_TYPES.join(", ")})` });
      return [];
    }
    return readTexts(value[name], `${path}.${name}`, problems).map((text) => ({ type, value: text }));
  });
};

const readPrincipals = (entry: JsonObject, path: string, problems: Problem[]): Patterns<PrincipalName> | undefined => {
  const { Principal, NotPrincipal } = entry;
  if (Principal !== undefined && NotPrincipal !== undefined) {
    problems.push({ path, message: "has both Principal and NotPrincipal" });
  }
  if (Principal !== undefined) {
    return { negated: false, values: readPrincipalNames(Principal, `${path}.Principal`, problems) };
  }
  if (NotPrincipal === undefined) return undefined;
  return { negated: true, values: readPrincipalNames(NotPrincipal, `${path}.NotPrincipal`, problems) };
};

const readConditions = (value: unknown, path: string, problems: Problem[]): readonly Condition[] => {
  if (value === undefined) return [];
  if (!isObject(value)) {
    problems.push({ path, message: "must be an object" });
    return [];
  }
  const conditions: Condition[] = [];
  for (const operator of Object.keys(value)) {
    const keys = value[operator];
    if (!isObject(keys)) problems.push({ path: `${path}.${operator}`, message: "must be an object" });
    else {
      for (const key of Object.keys(keys)) {
        conditions.push({ operator, key, values: readTexts(keys[key], `${path}.${operator}.${key}`, problems, true) });
      }
    }
  }
  return conditions;
};

const readSid = (value: unknown, path: string, problems: Problem[]): string | undefined => {
  if (value === undefined || typeof value === "string") return value;
  problems.push({ path: `${path}.Sid`, message: "must be a string" });
  return undefined;
};

/** Reads one statement; adds what is wrong to `problems`. */
export const readStatement = (entry: JsonObject, index: number, problems: Problem[]): Statement => {
  const path = `Statement[${index}]`;
  for (const name of Object.keys(entry)) {
    if (!ELEMENTS.has(name)) problems.push({ path: `${path}.${name}`, message: "is no element of a statement" });
  }
  const { Effect } = entry;
  if (Effect !== "Allow" && Effect !== "Deny") {
    problems.push({ path: `${path}.Effect`, message: 'must be "Allow" or "Deny"' });
  }
  const actions = readEither(entry, "Action", path, problems);
  if (actions === undefined) problems.push({ path, message: "needs Action or NotAction" });
  return {
    index,
    sid: readSid(entry.Sid, path, problems),
    effect: Effect === "Allow" ? "Allow" : "Deny",
    principals: readPrincipals(entry, path, problems),
    actions: actions ?? { negated: false, values: [] },
    resources: readEither(entry, "Resource", path, problems),
    conditions: readConditions(entry.Condition, `${path}.Condition`, problems),
  };
};
