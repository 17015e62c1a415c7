import type { z } from "zod";
import { withoutCredentials } from "./credential-like";
import { explainIssues } from "./explain-issues";
import type { Mistake, Place, Places } from "./finding";
import { readIncludes } from "./merge-includes";
import { type ParsedDocument, parseText } from "./parse-document";
import { printable } from "./printable";
import { pruneBroken } from "./prune-broken";
import { readText } from "./read-text";
import { type Declaration, declarationSchema, teamFileSchema } from "./schema";
import { RULES_FOR_ANY_SHAPE, staticRules } from "./static-rules";

/** A declaration with the places of its values, or every mistake that was found. */
export type Loaded =
  | {
      readonly ok: true;
      readonly declaration: Declaration;
      readonly places: Places;
      /** Files that it was read from, the first is the declaration itself. */
      readonly files: readonly string[];
      /** Undecided: not refused, to be acknowledged or mended. */
      readonly notes: readonly Mistake[];
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** What to load. */
export interface LoadProps {
  /** Path as the user wrote it; mistakes repeat it so. */
  readonly file: string;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === "object" && !Array.isArray(value);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byPlace = (a: Mistake, b: Mistake): number =>
  byText(a.place.file, b.place.file) ||
  (a.place.line ?? 0) - (b.place.line ?? 0) ||
  (a.place.column ?? 0) - (b.place.column ?? 0) ||
  byText(a.path, b.path);

/** A mistake as it may be printed anywhere: whatever stood in the file, no credential and no control character is repeated. */
const safe = (mistake: Mistake): Mistake => {
  const show = (text: string): string => printable(withoutCredentials(text));
  const { path, value, message } = mistake;
  return {
    ...mistake,
    path: show(path),
    ...(value === undefined ? {} : { value: show(value) }),
    message: show(message),
  };
};

/** At most one mistake of a kind for one place: a union may find the same from two sides. */
const tidy = (mistakes: readonly Mistake[]): Mistake[] => {
  const seen = new Set<string>();
  return mistakes
    .map(safe)
    .sort(byPlace)
    .filter(({ rule, place, path, message }) => {
      const key = JSON.stringify([rule, place, path, message]);
      return !seen.has(key) && seen.add(key);
    });
};

/** Adds the teams of included files to the declaration; a name that is there twice is reported with both places. */
const merge = (root: ParsedDocument, included: readonly { file: string; document: ParsedDocument }[]) => {
  const mistakes: Mistake[] = [];
  const places = new Map(root.places);
  const own = isObject(root.value) ? root.value : {};
  const teams: Json = Object.assign(Object.create(null), isObject(own.teams) ? own.teams : {});
  for (const { file, document } of included) {
    const { value } = document;
    const result = teamFileSchema.safeParse(value);
    if (!result.success) {
      const issues = result.error.issues;
      const explained = explainIssues({ issues, root: value, schema: teamFileSchema, places: document.places, file });
      for (const mistake of explained) mistakes.push(mistake);
    }
    for (const [name, team] of Object.entries(isObject(value) && isObject(value.teams) ? value.teams : {})) {
      const path = `teams.${name}`;
      const place = document.places.get(path) ?? { file };
      const first = places.get(path);
      if (Object.hasOwn(teams, name)) {
        const message = `team "${name}" is declared twice, here and at ${placeText(first ?? { file })}; keep one of the two`;
        mistakes.push({ rule: "declared-twice", place, path, message, state: "violated" });
        continue;
      }
      teams[name] = team;
    }
    for (const [path, place] of document.places) if (path !== "" && !places.has(path)) places.set(path, place);
  }
  const mergeable = included.length > 0 && (own.teams === undefined || isObject(own.teams));
  return { value: mergeable ? { ...own, teams: { ...teams } } : own, places, mistakes };
};

/** A path and the paths of what it stands in, except for the collections at the top. */
const withHolders = (path: string): string[] =>
  [...path.matchAll(/[.[]|$/g)]
    .map(({ index }) => path.slice(0, index))
    .filter((holder, nth) => nth > 0 || holder === path);

/** Mistakes of values, without those that only follow from a value that could not be read. */
const besides = (read: readonly Mistake[], found: readonly Mistake[]): Mistake[] => {
  const unread = new Set(read.filter(({ rule }) => rule !== "duplicate-key").flatMap(({ path }) => withHolders(path)));
  return found.filter(({ path }) => path === "" || !unread.has(path));
};

const placeText = ({ file, line, column }: Place): string =>
  [file, line, column].filter((part) => part !== undefined).join(":");

const judge = (
  value: unknown,
  places: Places,
  props: LoadProps,
): { mistakes: Mistake[]; declaration?: Declaration } => {
  const result: z.ZodSafeParseResult<Declaration> = declarationSchema.safeParse(value);
  if (result.success) return { mistakes: staticRules(result.data, places, props), declaration: result.data };
  const { issues } = result.error;
  const secrets = staticRules(value as Declaration, places, props, RULES_FOR_ANY_SHAPE);
  const shape = explainIssues({ issues, root: value, schema: declarationSchema, places, file: props.file });
  return { mistakes: [...shape, ...secrets, ...judgeTheRest(value, places, props)] };
};

/** Mistakes between the sound parts of a declaration; a broken entry counts as declared. */
const judgeTheRest = (value: unknown, places: Places, props: LoadProps): Mistake[] => {
  const pruned = pruneBroken(value);
  if (pruned === undefined) return [];
  const isBroken = (kind: string, shown = "") => pruned.broken.has(`${kind}.${shown.replace(/^"|"$/g, "")}`);
  return staticRules(pruned.declaration, places, props).filter(
    ({ rule, value: shown }) =>
      !(rule === "unknown-provider" && isBroken("providers", shown)) &&
      !(rule === "unknown-model-set" && isBroken("models", shown)),
  );
};

/**
 * Loads a declaration and the files that it includes. Never throws for a user's mistake: every mistake is returned, with
 * file, line, column, value, what is allowed and what to do, sorted by place.
 */
export const loadDeclaration = (props: LoadProps): Loaded => {
  const { file } = props;
  const fail = (mistakes: readonly Mistake[]): Loaded => ({ ok: false, mistakes: tidy(mistakes) });
  const text = readText(file);
  if ("problem" in text)
    return fail([{ rule: "file", place: { file }, path: "", message: text.problem, state: "violated" }]);
  const root = parseText(file, text.text);
  if (!root.readable) return fail(root.mistakes);
  if (!isObject(root.value)) {
    const message = "holds no declaration; `claude-access init` writes a commented start";
    return fail([{ rule: "file", place: { file, line: 1, column: 1 }, path: "", message, state: "violated" }]);
  }
  const included = readIncludes(file, root.value.include, root.places, text.text.length);
  const merged = merge(root, included.documents);
  const judged = judge(merged.value, merged.places, props);
  const read = [...root.mistakes, ...included.mistakes];
  const all = tidy([...read, ...besides(read, [...merged.mistakes, ...judged.mistakes])]);
  const mistakes = all.filter(({ state }) => state === "violated");
  if (mistakes.length > 0 || judged.declaration === undefined) return { ok: false, mistakes };
  return {
    ok: true,
    declaration: judged.declaration,
    places: merged.places,
    files: [file, ...included.documents.map((document) => document.file)],
    notes: all.filter(({ state }) => state === "undecided"),
  };
};
