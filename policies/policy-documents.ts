import type { Statement } from "../authorization/aws/policy-document";
import { type Identity, identitiesOf } from "../plans/identities";
import type { PlanView } from "../plans/plan-view";
import type { PolicyReading } from "../plans/policy-reading";
import { policyTextOf } from "../plans/policy-text";
import { mayCallClaude, reachOf, reachOfDocument } from "./claude-holders";
import type { Problem } from "./rule";

/** A readable grant of a resource; equal documents share one reading. */
export interface GrantDocument {
  readonly address: string;
  readonly reading: PolicyReading;
  /** Undefined for a managed policy that is attached to nobody in the plan. */
  readonly identity?: Identity;
}

/** A readable trust of a role. */
export interface TrustDocument {
  readonly address: string;
  readonly reading: PolicyReading;
}

/** Terraform types that hold a grant. */
export const GRANT_TYPES: readonly string[] = [
  "aws_iam_group_policy",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_user_policy",
  "aws_ssoadmin_permission_set_inline_policy",
];

/** Terraform types that attach a policy which may lie outside the plan. */
export const ATTACHMENT_TYPES: readonly string[] = [
  "aws_iam_group_policy_attachment",
  "aws_iam_group_policy_attachments_exclusive",
  "aws_iam_policy_attachment",
  "aws_iam_role_policy_attachment",
  "aws_iam_role_policy_attachments_exclusive",
  "aws_iam_user_policy_attachment",
  "aws_iam_user_policy_attachments_exclusive",
  "aws_ssoadmin_customer_managed_policy_attachment",
  "aws_ssoadmin_managed_policy_attachment",
];

/** Every grant that can be read, once for each identity that has it. */
export const grantsOf = (view: PlanView): readonly GrantDocument[] => {
  const ofIdentities = view
    .once(identitiesOf)
    .flatMap((identity) =>
      identity.grants.flatMap((grant) =>
        grant.state === "known" ? [{ address: grant.address, reading: grant.reading, identity }] : [],
      ),
    );
  const seen = new Set(ofIdentities.map(({ address }) => address));
  const loose = view
    .ofType("aws_iam_policy")
    .filter(({ address }) => !seen.has(address))
    .flatMap((resource) => {
      const text = policyTextOf(view, resource, "policy", resource.values.policy);
      return text?.state === "known" ? [{ address: resource.address, reading: text.reading }] : [];
    });
  return [...ofIdentities, ...loose];
};

/** Every trust that can be read, of roles that may call Claude; other roles are nobody's business here. */
export const trustsOf = (view: PlanView): readonly TrustDocument[] =>
  view
    .once(identitiesOf)
    .flatMap((identity) =>
      identity.trust?.state === "known" && mayCallClaude(view, identity)
        ? [{ address: identity.address, reading: identity.trust.reading }]
        : [],
    );

/** Whether a grant stands beside a grant of Claude, or is one: in the same document, or with the same identity. */
export const isBesideClaude = (view: PlanView, { reading, identity }: GrantDocument): boolean =>
  reachOfDocument(view, reading) === "named" || (identity !== undefined && reachOf(view, identity) === "named");

/** What a rule found in a statement, without saying where the statement lies. */
export type StatementProblem = Omit<Problem, "address">;

/**
 * Judges every allowing statement of every grant; equal documents are judged once.
 * @param judge is also told whether the document stands beside a grant of Claude
 */
export const judgeGrants = (
  view: PlanView,
  judge: (statement: Statement, besideClaude: boolean) => readonly StatementProblem[],
): readonly Problem[] => {
  const judged = { beside: new Map<PolicyReading, Judged>(), elsewhere: new Map<PolicyReading, Judged>() };
  return view.once(grantsOf).flatMap((grant) => {
    const { address, reading } = grant;
    const beside = isBesideClaude(view, grant);
    const known = judged[beside ? "beside" : "elsewhere"];
    const allowing = () => reading.statements.filter(({ effect }) => effect === "Allow");
    const problems = known.get(reading) ?? allowing().flatMap((statement) => judge(statement, beside));
    known.set(reading, problems);
    return problems.map((problem) => ({ address, ...problem }));
  });
};

type Judged = readonly StatementProblem[];
