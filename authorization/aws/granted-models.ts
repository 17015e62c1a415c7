import { stringLike } from "../glob";
import type { Patterns, PolicyDocument, Statement } from "./policy-document";
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

const covers = (pattern: string, value: string): boolean =>
  holdsUnresolved(pattern) || stringLike(pattern.toLowerCase(), value);

const invokes = ({ negated, values }: Patterns): boolean =>
  INVOKING.some((action) =>
    negated
      ? !values.some((value) => stringLike(value.toLowerCase(), action))
      : values.some((value) => covers(value, action)),
  );

const throughOf = ({ conditions }: Statement): readonly string[] | undefined =>
  conditions.find(({ operator, key }) => key.toLowerCase() === THROUGH && BINDING.has(operator))?.values;

const isKind = (kind: string): kind is keyof typeof KINDS => Object.hasOwn(KINDS, kind);

/** What one ARN names, missing components read as `*`; `undefined`: nothing that can be invoked. */
const place = (arn: string): Pick<GrantedModel, "kind" | "id" | "region" | "account"> | undefined => {
  if (holdsUnresolved(arn)) return { kind: "anything", id: arn, region: "*", account: undefined };
  const [, , service = "*", region = "*", account = "", ...rest] = arn.split(":");
  if (!stringLike(service, "bedrock")) return undefined;
  const known = { region, account: account === "" ? undefined : account };
  const resource = rest.length === 0 ? "*" : rest.join(":");
  const slash = resource.indexOf("/");
  const kind = slash < 0 ? resource : resource.slice(0, slash);
  if (isKind(kind)) return { kind: KINDS[kind], id: resource.slice(slash + 1), ...known };
  return /[*?]/.test(kind) ? { kind: "anything", id: resource, ...known } : undefined;
};

const isExact = (arn: string, statement: Statement, denies: boolean): boolean =>
  !denies &&
  arn.split(":").length > 5 &&
  !/[*?]/.test(arn) &&
  !holdsUnresolved(arn) &&
  statement.conditions.every(({ key, operator }) => KNOWN_KEYS.has(key.toLowerCase()) && BINDING.has(operator));

const grantedBy = (statement: Statement, denies: boolean): readonly GrantedModel[] => {
  const { resources, sid } = statement;
  const arns = resources === undefined || resources.negated ? ["*"] : resources.values;
  const onlyThrough = throughOf(statement);
  return arns.flatMap((arn) => {
    const found = place(arn);
    return found === undefined ? [] : [{ ...found, onlyThrough, sid, exact: isExact(arn, statement, denies) }];
  });
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
