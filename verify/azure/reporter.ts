import type { ApiFailure } from "../api-failure";
import type { CheckResult } from "../check-result";

/** What a check that could not read needs. */
export interface Needed {
  /** Such as `Microsoft.CognitiveServices/accounts/read`. */
  readonly permission: string;
  /** A built-in role that has it. */
  readonly role: string;
  /** Resource id. */
  readonly scope: string;
}

const unreadRemedy = ({ code }: ApiFailure, { permission, role, scope }: Needed): string => {
  if (code === 401) return "Sign in again, to the declared tenant";
  const needed = `needs ${permission} on ${scope} (${role})`;
  return code === 403 || code === 404 ? `Whoever runs this ${needed}` : `Run it again; whoever does ${needed}`;
};

/** Makes the results of one check. @param link page that explains it */
export const reporter = (check: string, link: string) => {
  const open =
    (state: CheckResult["state"]) =>
    (subject: string, detail: string, remedy: string): CheckResult => ({ check, state, subject, detail, remedy, link });
  return {
    fine: (subject: string, detail: string): CheckResult => ({ check, state: "fine", subject, detail }),
    /** Nothing is in the way, and something is still to be done. */
    toCome: open("fine"),
    blocked: open("blocked"),
    undecided: open("undecided"),
    unchecked: open("could-not-check"),
    unread: (subject: string, failure: ApiFailure, needed: Needed): CheckResult =>
      open("could-not-check")(subject, failure.message, unreadRemedy(failure, needed)),
  };
};
