import type { z } from "zod";
import { credentialLike } from "./credential-like";
import type { Mistake, Places } from "./finding";
import { suggestion } from "./nearest-name";
import { pathText } from "./path-text";
import { providerEntry } from "./schema";
import { alternativesWith, keysAt } from "./schema-keys";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Routes whose entries have a key; undefined where none has. */
const routesWith = (key: string): string | undefined => alternativesWith(providerEntry, key).join(" or ") || undefined;

const MOST_SHOWN = 60;
const MOST_JUDGED = 4_096;

/** A value as it may be repeated: short, in JSON, and never a credential. */
export const shownValue = (value: unknown): string => {
  const text = (JSON.stringify(value) ?? "nothing").slice(0, MOST_JUDGED);
  if (credentialLike(text) !== undefined) return "(not shown: it looks like a credential)";
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
};

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, part) => {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, part)) return undefined;
    return (value as Record<PropertyKey, unknown>)[part];
  }, root);

const TYPE_WORDS: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "a block of keys",
  record: "a block of names",
  string: "text",
};

const kindOf = (value: unknown): string => {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  return TYPE_WORDS[typeof value] ?? typeof value;
};

const wrongType = (
  issue: Extract<Issue, { code: "invalid_type" }>,
  value: unknown,
  key: PropertyKey | undefined,
): string => {
  const expected = TYPE_WORDS[issue.expected] ?? issue.expected;
  if (value === undefined) return `is missing; write ${expected}`;
  if (issue.expected === "string" && typeof value === "number") {
    const lost = key === "account" ? ", so a leading zero may be lost; write all twelve digits" : "; write it";
    return `${shownValue(value)} was read as a number${lost} in quotes, "${key === "account" ? String(value).padStart(12, "0") : value}"`;
  }
  return `${shownValue(value)} is ${kindOf(value)}; write ${expected}`;
};

const tooLong = (issue: Extract<Issue, { code: "too_big" | "too_small" }>, value: unknown): string => {
  const bound = issue.code === "too_big" ? `at most ${issue.maximum}` : `at least ${issue.minimum}`;
  const unit = issue.origin === "string" ? " characters" : issue.origin === "array" ? " items" : "";
  return `${shownValue(value)} is out of bounds; allowed: ${bound}${unit}`;
};

/** Of the alternatives of a union, the one that the user most likely meant. */
const closest = (alternatives: readonly (readonly Issue[])[], value: unknown): readonly Issue[] => {
  const cost = (issues: readonly Issue[]): number =>
    issues.reduce((sum, issue) => {
      const missing =
        issue.code === "invalid_type" && issue.path.length === 1 && valueAt(value, issue.path) === undefined;
      const wrongKind = issue.path.length === 0 && issue.code === "invalid_type";
      return sum + (wrongKind ? 1000 : missing ? 100 : 0) + (issue.path.length === 0 ? 10 : 1);
    }, 0);
  return [...alternatives].sort((a, b) => cost(a) - cost(b))[0] ?? [];
};

/** Turns what zod found into mistakes with places; `root` is the declaration as it was written. */
export const explainIssues = (props: {
  readonly issues: readonly Issue[];
  readonly root: unknown;
  readonly schema: z.ZodType;
  readonly places: Places;
  readonly file: string;
}): Mistake[] => {
  const { root, schema, places, file } = props;

  const placeOf = (path: Path) => {
    for (let length = path.length; length >= 0; length -= 1) {
      const place = places.get(pathText(path.slice(0, length)));
      if (place !== undefined) return place;
    }
    return { file };
  };
  const mistake = (rule: string, path: Path, message: string): Mistake => {
    const value = valueAt(root, path);
    const shown = value === undefined ? {} : { value: shownValue(value) };
    return { rule, place: placeOf(path), path: pathText(path), ...shown, message, state: "violated" };
  };

  /** Known keys that stand beside one: a key that is known, and refused, belongs to another alternative. */
  const siblings = (path: Path, key: string): string => {
    const found = Object.keys(Object(valueAt(root, path))).filter((other) => other !== key);
    return found.map(shownKey).join(", ");
  };

  const unknownKey = (path: Path, key: string): Mistake => {
    const known = keysAt(schema, path, root);
    const route = path[0] === "providers" && path.length === 2 ? routesWith(key) : undefined;
    const list = known.length > 0 ? `; allowed: ${known.join(", ")}` : "";
    const why = () => {
      if (route !== undefined) return `belongs to route ${route}, and this entry has another${list}`;
      if (known.includes(key)) return `cannot stand beside ${siblings(path, key)}; keep one of them`;
      return `is not known here${list}${suggestion(key, known)}`;
    };
    return {
      ...mistake("unknown-key", [...path, shownKey(key)], why()),
      place: placeOf([...path, key]),
      value: undefined,
    };
  };

  const notAllowed = (path: Path, value: unknown, allowed: readonly string[]): Mistake => {
    if (value === undefined) return mistake("wrong-type", path, `is missing; allowed: ${allowed.join(", ")}`);
    const near = typeof value === "string" ? suggestion(value, allowed) : "";
    return mistake("not-allowed", path, `${shownValue(value)} is not allowed; allowed: ${allowed.join(", ")}${near}`);
  };

  const explain = (issue: Issue, base: Path): Mistake[] => {
    const path = [...base, ...issue.path];
    const value = valueAt(root, path);
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => unknownKey(path, key));
      case "invalid_type":
        return [mistake("wrong-type", path, wrongType(issue, value, path.at(-1)))];
      case "invalid_union": {
        const decided = "discriminator" in issue ? String(issue.discriminator) : undefined;
        if (decided !== undefined) return [notAllowed(path, value, alternativesWith(providerEntry, decided))];
        const best = closest(issue.errors, value);
        const missing = best.some(
          ({ code, path: at }) => code === "invalid_type" && at.length <= 1 && valueAt(value, at) === undefined,
        );
        const named = issue.message.startsWith("exactly one of") ? issue.message : undefined;
        if (named !== undefined && (missing || best.length === 0)) {
          const keys = value !== null && typeof value === "object" ? Object.keys(value) : [];
          const found = keys.length > 0 ? keys.map(shownKey).join(", ") : shownValue(value);
          const known = keysAt(schema, path, root);
          const near = keys.filter((key) => !known.includes(key)).map((key) => suggestion(key, known));
          return [mistake("one-of", path, `needs ${named}; found ${found}${near.find((text) => text !== "") ?? ""}`)];
        }
        return best.flatMap((inner) => explain(inner, path));
      }
      case "invalid_value": {
        return [notAllowed(path, value, issue.values.map(String))];
      }
      case "too_big":
      case "too_small":
        return [mistake("out-of-bounds", path, tooLong(issue, value))];
      case "invalid_key":
        return [
          mistake(
            "bad-name",
            path,
            `"${shownKey(String(path.at(-1)))}" cannot be a name; allowed: ${issue.issues.map(({ message }) => message).join(", ")}`,
          ),
        ];
      default:
        return [mistake("bad-value", path, `${shownValue(value)} does not fit; allowed: ${issue.message}`)];
    }
  };

  return props.issues.flatMap((issue) => explain(issue, []));
};

const shownKey = (key: string): string =>
  credentialLike(key) === undefined ? JSON.stringify(key).slice(1, -1).slice(0, MOST_SHOWN) : "(not shown)";
