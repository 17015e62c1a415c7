import { readStatement } from "./read-statement";

/** One thing that is wrong in a document: where (`Statement[0].Effect`) and what. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** Values that a statement applies to, or (`negated`: NotAction, NotResource, NotPrincipal) does not apply to. */
export interface Patterns<T = string> {
  readonly negated: boolean;
  readonly values: readonly T[];
}

/** One named principal: `{ type: "AWS", value: "*" }`. A bare `*` is of type `*`. */
export interface PrincipalName {
  readonly type: "AWS" | "Service" | "Federated" | "CanonicalUser" | "*";
  readonly value: string;
}

/** One key of one condition operator, as written. */
export interface Condition {
  /** `StringEquals`, `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement in one shape: every list is a list. */
export interface Statement {
  /** Place in the document, from 0. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly principals: Patterns<PrincipalName> | undefined;
  readonly actions: Patterns;
  readonly resources: Patterns | undefined;
  readonly conditions: readonly Condition[];
}

/** A policy document in one shape. */
export interface PolicyDocument {
  /** Without a version IAM reads the older language, which has no policy variables. */
  readonly version: "2012-10-17" | "2008-10-17";
  readonly statements: readonly Statement[];
}

/** A document, or everything that is wrong with it. */
export type ParsedPolicy = { readonly document: PolicyDocument } | { readonly problems: readonly Problem[] };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const readText = (text: string): { value: unknown } | Problem => {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { path: "", message: `is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
};

const ELEMENTS = new Set(["Version", "Id", "Statement"]);

const readVersion = (value: unknown, problems: Problem[]): PolicyDocument["version"] => {
  if (value === "2012-10-17" || value === "2008-10-17") return value;
  if (value !== undefined) problems.push({ path: "Version", message: 'must be "2012-10-17" or "2008-10-17"' });
  return "2008-10-17";
};

const noteRepeatedSids = (statements: readonly Statement[], problems: Problem[]): void => {
  const seen = new Set<string>();
  for (const { sid, index } of statements) {
    if (sid === undefined || sid === "") continue;
    if (seen.has(sid)) problems.push({ path: `Statement[${index}].Sid`, message: `repeats ${JSON.stringify(sid)}` });
    seen.add(sid);
  }
};

/**
 * Reads a policy document from JSON text or from parsed JSON. Takes a string where IAM takes a list of one. Never throws:
 * what IAM would refuse is a problem, all of them at once.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const parsePolicyDocument = (value: unknown): ParsedPolicy => {
  if (typeof value === "string") {
    const read = readText(value);
    if ("message" in read) return { problems: [read] };
    return typeof read.value === "string"
      ? { problems: [{ path: "", message: "must be an object" }] }
      : parsePolicyDocument(read.value);
  }
  if (!isObject(value)) return { problems: [{ path: "", message: "must be an object" }] };
  const problems: Problem[] = Object.keys(value)
    .filter((name) => !ELEMENTS.has(name))
    .map((name) => ({ path: name, message: "is no element of a policy" }));
  const version = readVersion(value.Version, problems);
  const list: readonly unknown[] = Array.isArray(value.Statement) ? value.Statement : [value.Statement];
  const statements: Statement[] = [];
  for (const [index, entry] of list.entries()) {
    if (isObject(entry)) statements.push(readStatement(entry, index, problems));
    else problems.push({ path: `Statement[${index}]`, message: "must be an object" });
  }
  noteRepeatedSids(statements, problems);
  return problems.length > 0 ? { problems } : { document: { version, statements } };
};
