import { isUnknown, sameValue, type Values } from "./values";

/** How a provider writes a policy document in a plan. */
export type JsonStyle = "sorted" | "version-first" | "as-is";

/** Lists in which one member may stand alone, and whose order says nothing. */
const sets = /^(Action|NotAction|Resource|NotResource|Statement)$/;

const read = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Values =>
  value !== null && typeof value === "object" && !Array.isArray(value);

const byText = (one: unknown, other: unknown): number => {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return a < b ? -1 : Number(a > b);
};
const asSet = (value: unknown): unknown[] =>
  [value]
    .flat()
    .map((item) => ordered(item, false))
    .sort(byText);

/** An account stands for its root user. */
const account = (value: unknown): unknown => (/^\d{12}$/.test(String(value)) ? `arn:aws:iam::${value}:root` : value);

const principals = (value: unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([kind, who]) => [kind, asSet(who).map(account).sort(byText)]))
    : value;

/** Operator, key, values: what a condition compares with is text. */
const conditions = (value: unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([operator, keys]) => [
          operator,
          Object.fromEntries(Object.entries(keys ?? {}).map(([key, items]) => [key, asSet(items).map(String)])),
        ]),
      )
    : value;

const meaning = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(meaning);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === "Principal" || name === "NotPrincipal") return [name, principals(inner)];
      if (name === "Condition") return [name, conditions(inner)];
      return [name, sets.test(name) ? asSet([inner].flat().map(meaning)) : meaning(inner)];
    }),
  );
};

/** Keys in order on every level; `Version` first on the top one where a provider does so. */
const ordered = (value: unknown, versionFirst: boolean): unknown => {
  if (Array.isArray(value)) return value.map((item) => ordered(item, false));
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  const first: string[] = versionFirst ? names.filter((name): boolean => name === "Version") : [];
  const rest = names.filter((name) => !first.includes(name));
  return Object.fromEntries([...first, ...rest].map((name) => [name, ordered(value[name], false)]));
};

/** Go writes these characters of a JSON text as escapes. */
const escaped = (text: string): string =>
  text.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Whether two texts are policy documents that say the same. */
export const sameDocument = (one: string, other: string): boolean => {
  const [a, b] = [read(one), read(other)];
  return a !== undefined && b !== undefined && sameValue(meaning(a), meaning(b));
};

/** Whether a text is no policy document at all. */
export const isBrokenDocument = (text: unknown): boolean => typeof text === "string" && !isObject(read(text));

/** A policy document as a plan shows it: as it was where it says the same, else in the provider's own style. */
export const plannedDocument = (style: JsonStyle, value: unknown, prior: unknown): unknown => {
  if (isUnknown(value) || typeof value !== "string") return value;
  if (typeof prior === "string" && sameDocument(prior, value)) return prior;
  const content = read(value);
  if (style === "as-is" || content === undefined) return value;
  return escaped(JSON.stringify(ordered(content, style === "version-first")));
};
