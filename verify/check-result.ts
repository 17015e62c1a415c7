/** What came of one look: nothing in the way, something in the way, not readable, or readable and still open. */
export type CheckState = "fine" | "blocked" | "could-not-check" | "undecided";

/** What one check says about one subject, in people's words and without any credential. */
export interface CheckResult {
  /** Name of the check, such as `deny-policies`. */
  readonly check: string;
  readonly state: CheckState;
  /** What was looked at: a resource, a policy, a principal, a model. */
  readonly subject: string;
  readonly detail: string;
  /** What to do about it. */
  readonly remedy?: string;
  /** Page that explains it. */
  readonly link?: string;
}
