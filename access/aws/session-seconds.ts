import { durationSeconds } from "../../authorization/aws/duration-seconds";
import type { Identity } from "../../plans/identities";
import type { PlanView } from "../../plans/plan-view";

/** What AWS takes where a role or permission set says nothing. */
const DEFAULT_SECONDS = 3600;

/**
 * Longest life of credentials of a role or permission set, in seconds; `undefined` for one that the plan does
 * not make, and for users, whose keys do not expire.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
 */
export const sessionSeconds = (view: PlanView, { address, kind, owned }: Identity): number | undefined => {
  const values = owned ? view.find(address)?.values : undefined;
  if (values === undefined || kind === "user" || kind === "group") return undefined;
  const said = kind === "role" ? values.max_session_duration : values.session_duration;
  if (said === undefined || said === null) return DEFAULT_SECONDS;
  if (typeof said === "number") return said;
  return typeof said === "string" ? durationSeconds(said) : undefined;
};
