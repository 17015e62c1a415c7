import type { Condition, Patterns, PolicyDocument } from "./policy-document";

/** One Allow or Deny statement, in one order, to be printed and compared. */
export interface Grant {
  readonly effect: "Allow" | "Deny";
  readonly sid: string | undefined;
  /** As written, sorted; `negated`: everything but these. */
  readonly actions: Patterns;
  /** As written, sorted; `undefined` in a trust policy. */
  readonly resources: Patterns | undefined;
  /** `AWS:arn:…`, `Federated:arn:…`, `*`, sorted; `undefined` in an identity policy. */
  readonly principals: Patterns | undefined;
  /** Sorted by operator and key, values sorted. */
  readonly conditions: readonly Condition[];
}

const sortedTexts = (values: readonly string[]): readonly string[] =>
  values.length < 2 ? values : [...new Set(values)].sort();

const sorted = ({ negated, values }: Patterns): Patterns => ({ negated, values: sortedTexts(values) });

const byName = (left: Condition, right: Condition): number => {
  const [one, other] = [`${left.operator} ${left.key}`, `${right.operator} ${right.key}`];
  return one < other ? -1 : one > other ? 1 : 0;
};

const sortedConditions = (conditions: readonly Condition[]): readonly Condition[] =>
  conditions.map((condition) => ({ ...condition, values: sortedTexts(condition.values) })).sort(byName);

/**
 * Every statement of some documents in one shape, in the order of the documents: two that say the same are equal, whatever
 * the order of their lists. Patterns stay as written.
 */
export const listGrants = (documents: readonly PolicyDocument[]): readonly Grant[] =>
  documents.flatMap(({ statements }) =>
    statements.map(({ effect, sid, actions, resources, principals, conditions }) => ({
      effect,
      sid,
      actions: sorted(actions),
      resources: resources && sorted(resources),
      principals:
        principals &&
        sorted({
          negated: principals.negated,
          values: principals.values.map(({ type, value }) => (type === "*" ? "*" : `${type}:${value}`)),
        }),
      conditions: sortedConditions(conditions),
    })),
  );
