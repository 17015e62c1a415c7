import { stringLike } from "../glob";
import type { Patterns, PolicyDocument, Statement } from "./policy-document";
import { componentsOf } from "./request-facts";
import { isSpecial } from "./text-pattern";
import { holdsUnresolved } from "./unresolved";

/** Something that documents let a client invoke, at most. */
export interface GrantedModel {
  readonly kind: "model" | "profile" | "application profile" | "anything";
  /** Model or profile id as written, wildcards included: `anthropic.claude-sonnet-5`, `eu.anthropic.claude-sonnet-5`, `*`. */
  readonly id: string;
  /** As written: `eu-central-1`, `*`; empty for the model ARN without region of a global profile. */
  readonly region: string;
  /** `undefined` where the ARN names none. */
  readonly account: string | undefined;
  /** Profile ARNs or patterns through which alone it may be invoked; `undefined`: also by itself. */
  readonly onlyThrough: readonly string[] | undefined;
  readonly sid: string | undefined;
  /** No wildcard, nothing unresolved, no other condition, no Deny in these documents that could touch it. */
  readonly exact: boolean;
}

const INVOKING = ["bedrock:invokemodel", "bedrock:invokemodelwithresponsestream"];
const KINDS = {
  "foundation-model": "model",
  "inference-profile": "profile",
  "application-inference-profile": "application profile",
} as const;
const THROUGH = "bedrock:inferenceprofilearn";
/** Operators that admit only what they list; anything else does not bind the profile. */
const BINDING = new Set(["StringEquals", "StringLike", "ArnEquals", "ArnLike"]);
const KNOWN_KEYS = new Set([THROUGH, "aws:requestedregion"]);

const covers = (pattern: string, value: string): boolean => {
  const lower = pattern.toLowerCase();
  return isSpecial(lower) ? holdsUnresolved(pattern) || stringLike(lower, value) : lower === value;
};

const invokes = ({ negated, values }: Patterns): boolean =>
  INVOKING.some((action) =>
    negated
      ? !values.some((value) => stringLike(value.toLowerCase(), action))
      : values.some((value) => covers(value, action)),
  );

const throughOf = ({ conditions }: Statement): readonly string[] | undefined =>
  conditions.find(({ operator, key }) => key.toLowerCase() === THROUGH && BINDING.has(operator))?.values;

const isKind = (kind: string): kind is keyof typeof KINDS => Object.hasOwn(KINDS, kind);

/** What all entries of one statement share. */
type Shared = Pick<GrantedModel, "onlyThrough" | "sid" | "exact">;

/** What one ARN names, missing components read as `*`; `undefined`: nothing that can be invoked. */
const place = (arn: string, { onlyThrough, sid, exact }: Shared): GrantedModel | undefined => {
  const special = isSpecial(arn);
  if (special && holdsUnresolved(arn)) {
    return { kind: "anything", id: arn, region: "*", account: undefined, onlyThrough, sid, exact: false };
  }
  const components = componentsOf(arn);
  const [, , service = "*", region = "*", owner = "", resource = "*"] = components;
  if (service !== "bedrock" && !stringLike(service, "bedrock")) return undefined;
  const slash = resource.indexOf("/");
  const name = slash < 0 ? resource : resource.slice(0, slash);
  const known = isKind(name) ? KINDS[name] : undefined;
  if (known === undefined && !isSpecial(name)) return undefined;
  return {
    kind: known ?? "anything",
    id: known === undefined ? resource : resource.slice(slash + 1),
    region,
    account: owner === "" ? undefined : owner,
    onlyThrough,
    sid,
    exact: exact && !special && components.length === 6,
  };
};

const isExact = (statement: Statement, denies: boolean): boolean =>
  !denies &&
  statement.conditions.every(({ key, operator }) => KNOWN_KEYS.has(key.toLowerCase()) && BINDING.has(operator));

const grantedBy = (statement: Statement, denies: boolean): readonly GrantedModel[] => {
  const { resources, sid } = statement;
  const arns = resources === undefined || resources.negated ? ["*"] : resources.values;
  const shared = { onlyThrough: throughOf(statement), sid, exact: isExact(statement, denies) };
  return arns.map((arn) => place(arn, shared)).filter((found) => found !== undefined);
};

/**
 * What documents let a client invoke at most: every Allow of `InvokeModel` or its streaming form, read generously. A Deny
 * takes nothing away here, it only makes the entries inexact; ask `evaluateRequest` about a model to be sure.
 */
export const grantedModels = (documents: readonly PolicyDocument[]): readonly GrantedModel[] => {
  const invoking = documents.flatMap(({ statements }) => statements).filter(({ actions }) => invokes(actions));
  const denies = invoking.some(({ effect }) => effect === "Deny");
  return invoking.filter(({ effect }) => effect === "Allow").flatMap((statement) => grantedBy(statement, denies));
};
