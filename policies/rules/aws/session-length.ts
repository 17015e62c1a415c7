import { durationSeconds } from "../../../authorization/aws/duration-seconds";
import { identitiesOf } from "../../../plans/identities";
import type { PlanView } from "../../../plans/plan-view";
import { mayCallClaude } from "../../claude-holders";
import type { Problem, Rule } from "../../rule";

const MAX_SECONDS = 12 * 3600;
const sessions = (view: PlanView): readonly { address: string; said: string; seconds: number | undefined }[] => [
  ...view.ofType("aws_iam_role").flatMap(({ address, values }) => {
    const seconds = values.max_session_duration;
    return typeof seconds === "number" ? [{ address, said: `${seconds} seconds`, seconds }] : [];
  }),
  ...view.ofType("aws_ssoadmin_permission_set").flatMap(({ address, values }) => {
    const said = values.session_duration;
    return typeof said === "string" ? [{ address, said, seconds: durationSeconds(said) }] : [];
  }),
];

/** No session outlives a working day. */
export const sessionLength: Rule = {
  id: "aws/session-length",
  protects: "Credentials of a session that may call Claude end after 12 hours at most",
  appliesTo: ["aws_iam_role", "aws_ssoadmin_permission_set"],
  remedy: "set sessionMinutes to 720 or less",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  check: (view) => {
    const callers = new Set(
      view.once(identitiesOf).flatMap((identity) => (mayCallClaude(view, identity) ? [identity.address] : [])),
    );
    const judged = sessions(view).filter(({ address }) => callers.has(address));
    return judged.flatMap(({ address, said, seconds }): Problem[] => {
      if (seconds === undefined)
        return [{ address, detail: `The session duration "${said}" cannot be read`, state: "undecided" }];
      if (seconds <= MAX_SECONDS) return [];
      return [{ address, detail: `Sessions last up to ${said}, longer than 12 hours`, state: "violated" }];
    });
  },
};
