import type { JsonObject, JsonValue } from "./json-value";
import { isJsonList, isJsonObject, textAt, textsOf } from "./json-value";

/** One test of a condition block; all tests of a statement must hold. */
export interface PolicyCondition {
  /** `StringEquals`, `ForAnyValue:StringLike`, as written. */
  readonly operator: string;
  /** As written; AWS compares keys without regard to case. */
  readonly key: string;
  /** Any one of them must match. */
  readonly values: readonly string[];
}

/** One principal of a trust: `{ kind: "Federated", value: ARN }`; `*` has kind `AWS`. */
export interface PolicyPrincipal {
  readonly kind: string;
  readonly value: string;
}

/** A statement with every short form written out. */
export interface PolicyStatement {
  /** Sid, or position in the document counted from 1. */
  readonly name: string;
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly principals: readonly PolicyPrincipal[];
  readonly notPrincipals: readonly PolicyPrincipal[];
  readonly conditions: readonly PolicyCondition[];
}

/** A document that was read, or what is wrong with it in one sentence. */
export type PolicyReading =
  | { readonly statements: readonly PolicyStatement[] }
  | { readonly statements: readonly PolicyStatement[]; readonly mistake: string };

const KEYS = new Set([
  ...["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource"],
  ...["Principal", "NotPrincipal", "Condition"],
]);

const principalsOf = (value: JsonValue | undefined): readonly PolicyPrincipal[] => {
  if (typeof value === "string") return [{ kind: "AWS", value }];
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([kind, named]) => textsOf(named).map((text) => ({ kind, value: text })));
};

const conditionsOf = (value: JsonValue | undefined): readonly PolicyCondition[] =>
  Object.entries(isJsonObject(value) ? value : {}).flatMap(([operator, tests]) =>
    Object.entries(isJsonObject(tests) ? tests : {}).map(([key, wanted]) => ({
      operator,
      key,
      values: (isJsonList(wanted) ? wanted : [wanted]).map((item) => String(item)),
    })),
  );

const statementOf = (value: JsonObject, position: number): PolicyStatement | undefined => {
  const { Effect: effect } = value;
  if (effect !== "Allow" && effect !== "Deny") return undefined;
  if (Object.keys(value).some((key) => !KEYS.has(key))) return undefined;
  return {
    name: textAt(value, "Sid") ?? `statement ${position}`,
    effect,
    actions: textsOf(value.Action),
    notActions: textsOf(value.NotAction),
    resources: textsOf(value.Resource),
    notResources: textsOf(value.NotResource),
    principals: principalsOf(value.Principal),
    notPrincipals: principalsOf(value.NotPrincipal),
    conditions: conditionsOf(value.Condition),
  };
};

/** Reads the text of a policy document. What is no policy is a mistake; nothing of it is guessed. */
export const readPolicy = (text: string): PolicyReading => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { statements: [], mistake: "The document is not JSON" };
  }
  if (!isJsonObject(parsed)) return { statements: [], mistake: "The document is no JSON object" };
  const { Statement: stated } = parsed;
  const list = isJsonList(stated) ? stated : isJsonObject(stated) ? [stated] : undefined;
  if (list === undefined) return { statements: [], mistake: 'The document has no "Statement"' };
  const statements: PolicyStatement[] = [];
  for (const [index, item] of list.entries()) {
    const statement = isJsonObject(item) ? statementOf(item, index + 1) : undefined;
    if (statement === undefined)
      return { statements, mistake: `Statement ${index + 1} has an unknown element or no "Effect" of Allow or Deny` };
    statements.push(statement);
  }
  return { statements };
};
