import type { AccessAnswer, AccessDecision, AccessQuestion } from "./access-question";
import { compileAccess } from "./evaluate-access";
import type { GoogleView } from "./google-view";
import { projectOfAccount } from "./resource-names";

/** What lets a principal bring the access token of a service account. */
const ACT_AS = "iam.serviceAccounts.getAccessToken";

/** A way through a service account: the step to it, and what the account may do then. */
export interface Impersonation {
  /** E-mail. */
  readonly serviceAccount: string;
  /** Whether the caller may act as the account. */
  readonly step: AccessAnswer;
  /** Whether the account may do what was asked. */
  readonly asAccount: AccessAnswer;
  /** Both together. */
  readonly decision: AccessDecision;
}

/** What a caller reaches, directly or as a service account. */
export interface Reach {
  readonly decision: AccessDecision;
  readonly direct: AccessAnswer;
  /** Ways that are open, or may be, by e-mail. */
  readonly through: readonly Impersonation[];
}

const worse = (step: AccessDecision, asAccount: AccessDecision): AccessDecision => {
  if (step === "denied" || asAccount === "denied") return "denied";
  return step === "allowed" && asAccount === "allowed" ? "allowed" : "undecided";
};

const best = (decisions: readonly AccessDecision[]): AccessDecision => {
  if (decisions.includes("allowed")) return "allowed";
  return decisions.includes("undecided") ? "undecided" : "denied";
};

/**
 * Reads a view once and answers what callers reach, one step through the view's service accounts included: who holds
 * `iam.serviceAccounts.getAccessToken` on an account (by `roles/iam.workloadIdentityUser`,
 * `roles/iam.serviceAccountTokenCreator` or a role of one's own) may do what the account may. Longer chains, keys, and machines
 * that run as an account are left aside.
 * @see https://docs.cloud.google.com/iam/docs/service-account-impersonation
 */
export const compileReach = (view: GoogleView): ((question: AccessQuestion) => Reach) => {
  const ask = compileAccess(view);
  const accounts = [...new Set(view.serviceAccounts ?? [])].sort();
  return (question) => {
    const direct = ask(question);
    const through = accounts.flatMap((serviceAccount): readonly Impersonation[] => {
      const resource = `projects/${projectOfAccount(serviceAccount) ?? "-"}/serviceAccounts/${serviceAccount}`;
      const { caller, time } = question;
      const step = ask({ caller, permission: ACT_AS, resource, ...(time === undefined ? {} : { time }) });
      if (step.decision === "denied") return [];
      const asAccount = ask({ ...question, caller: { identifiers: [`serviceAccount:${serviceAccount}`] } });
      const decision = worse(step.decision, asAccount.decision);
      return decision === "denied" ? [] : [{ serviceAccount, step, asAccount, decision }];
    });
    return { decision: best([direct.decision, ...through.map(({ decision }) => decision)]), direct, through };
  };
};

/** One question; to ask many of the same view, use `compileReach`. */
export const evaluateReach = (view: GoogleView, question: AccessQuestion): Reach => compileReach(view)(question);
