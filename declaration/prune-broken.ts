import type { z } from "zod";
import { type Declaration, declarationSchema } from "./schema";

type Json = Record<string, unknown>;
type Issue = z.core.$ZodIssue;
const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** What is left of a declaration when its broken parts are taken out, and the names of these. */
export interface Pruned {
  readonly declaration: Declaration;
  /** Paths of entries that are declared, but broken: `providers.aws-eu`. */
  readonly broken: ReadonlySet<string>;
}

const COLLECTIONS: ReadonlySet<PropertyKey> = new Set(["models", "profiles", "providers", "teams"]);

const prune = (root: Json, issue: Issue, broken: Set<string>): void => {
  const [first, second] = issue.path;
  if (first !== undefined && second !== undefined && COLLECTIONS.has(first)) {
    const collection = root[String(first)];
    if (isObject(collection)) delete collection[String(second)];
    broken.add(`${String(first)}.${String(second)}`);
  } else if (issue.code === "unrecognized_keys" && first === undefined) {
    for (const key of issue.keys) delete root[key];
  } else if (first !== undefined) {
    delete root[String(first)];
  }
};

/** Unknown keys are taken out where they stand: what is around them can still be judged. */
const dropKeys = (root: Json, issue: Issue): void => {
  if (issue.code !== "unrecognized_keys") return;
  const holder = issue.path.reduce<unknown>((value, part) => (isObject(value) ? value[String(part)] : undefined), root);
  if (isObject(holder)) for (const key of issue.keys) delete holder[key];
};

const REQUIRED: Json = { organization: "unnamed", models: {}, providers: {}, teams: {} };

/**
 * What is sound of a declaration that does not fit its schema, so that all mistakes can be told at once: unknown keys are
 * dropped, then broken entries as a whole. Undefined when nothing is left to judge.
 */
export const pruneBroken = (value: unknown): Pruned | undefined => {
  if (!isObject(value)) return undefined;
  const root = structuredClone(value);
  const broken = new Set<string>();
  for (const issue of declarationSchema.safeParse(root).error?.issues ?? []) dropKeys(root, issue);
  for (const issue of declarationSchema.safeParse(root).error?.issues ?? []) prune(root, issue, broken);
  const result = declarationSchema.safeParse({ ...REQUIRED, ...root });
  return result.success ? { declaration: result.data, broken } : undefined;
};
