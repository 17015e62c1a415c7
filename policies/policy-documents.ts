import type { Statement } from "../authorization/aws/policy-document";
import { type Identity, identitiesOf } from "../plans/identities";
import type { PlanView } from "../plans/plan-view";
import type { PolicyReading } from "../plans/policy-reading";
import { policyTextOf } from "../plans/policy-text";
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

/** Every grant that can be read, each resource once. */
export const grantsOf = (view: PlanView): readonly GrantDocument[] => {
  const ofIdentities = view
    .once(identitiesOf)
    .flatMap((identity) =>
      identity.grants.flatMap((grant) =>
        grant.state === "known" ? [{ address: grant.address, reading: grant.reading, identity }] : [],
      ),
    );
  const seen = new Set(ofIdentities.map(({ address }) => address));
  const loose = LOOSE.flatMap((type) => view.ofType(type))
    .filter(({ address }) => !seen.has(address))
    .flatMap((resource) => {
      const text = policyTextOf(view, resource, "policy", resource.values.policy);
      return text?.state === "known" ? [{ address: resource.address, reading: text.reading }] : [];
    });
  return [...ofIdentities, ...loose];
};

/** Every trust that can be read. */
export const trustsOf = (view: PlanView): readonly TrustDocument[] => {
  return view
    .once(identitiesOf)
    .flatMap(({ address, trust }) => (trust?.state === "known" ? [{ address, reading: trust.reading }] : []));
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
