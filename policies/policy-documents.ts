import type { Statement } from "../authorization/aws/policy-document";
import { type Identity, identitiesOf } from "./identities";
import type { PlanView } from "./plan-view";
import { type PolicyReading, readPolicy } from "./policy-reading";
import { type PolicyText, policyTextOf } from "./policy-text";
import type { Problem } from "./rule";

/** A readable grant of a resource; equal documents share one reading. */
export interface GrantDocument {
  readonly address: string;
  readonly reading: PolicyReading;
  /** Undefined for managed policies, users and groups. */
  readonly identity?: Identity;
}

/** A readable trust of a role. */
export interface TrustDocument {
  readonly address: string;
  readonly reading: PolicyReading;
}

/** Resources whose documents grant something without belonging to an identity of the plan. */
const LOOSE = ["aws_iam_policy", "aws_iam_user_policy", "aws_iam_group_policy"] as const;

/** Reads every document of a view once; documents with the same text are one object. */
export const readingsOf = (_view: PlanView): ((text: string) => PolicyReading) => {
  const readings = new Map<string, PolicyReading>();
  return (text) => {
    const known = readings.get(text);
    if (known !== undefined) return known;
    const reading = readPolicy(text);
    readings.set(text, reading);
    return reading;
  };
};

const known = (text: PolicyText | undefined): string | undefined => (text?.state === "known" ? text.text : undefined);

/** Every grant that can be read, each resource once. */
export const grantsOf = (view: PlanView): readonly GrantDocument[] => {
  const read = view.once(readingsOf);
  const ofIdentities = view.once(identitiesOf).flatMap((identity) =>
    identity.grants.flatMap((grant) => {
      const text = known(grant);
      return text === undefined ? [] : [{ address: grant.address, reading: read(text), identity }];
    }),
  );
  const seen = new Set(ofIdentities.map(({ address }) => address));
  const loose = LOOSE.flatMap((type) => view.ofType(type))
    .filter(({ address }) => !seen.has(address))
    .flatMap((resource) => {
      const text = known(policyTextOf(view, resource, "policy", resource.values.policy));
      return text === undefined ? [] : [{ address: resource.address, reading: read(text) }];
    });
  return [...ofIdentities, ...loose];
};

/** Every trust that can be read. */
export const trustsOf = (view: PlanView): readonly TrustDocument[] => {
  const read = view.once(readingsOf);
  return view.once(identitiesOf).flatMap(({ address, trust }) => {
    const text = known(trust);
    return text === undefined ? [] : [{ address, reading: read(text) }];
  });
};

/** What a rule found in a statement, without saying where the statement lies. */
export type StatementProblem = Omit<Problem, "address">;

/** Judges every allowing statement of every grant; equal documents are judged once. */
export const judgeGrants = (
  view: PlanView,
  judge: (statement: Statement) => readonly StatementProblem[],
): readonly Problem[] => {
  const judged = new Map<PolicyReading, readonly StatementProblem[]>();
  return view.once(grantsOf).flatMap(({ address, reading }) => {
    let problems = judged.get(reading);
    if (problems === undefined) {
      problems = reading.statements.filter(({ effect }) => effect === "Allow").flatMap(judge);
      judged.set(reading, problems);
    }
    return problems.map((problem) => ({ address, ...problem }));
  });
};
