import { roleWords } from "../catalog/anthropic-organizations";
import { printable } from "../declaration/printable";
import type { Applied } from "../members/apply-plan";
import type { ManualList } from "../members/manual-list";
import { type LeftAlone, type MembersPlan, type Step, type Unwanted, wantedByText } from "../members/plan-members";
import { EXIT } from "./exit-codes";

/** What came of a look at one organization: a comparison, carried out or not, or what a person does without one. */
export type MembersReport = { readonly entry: string; readonly organizations: readonly string[] } & (
  | {
      readonly plan: MembersPlan;
      /** Whether the key was seen to belong to the organization. */
      readonly isVerified: boolean;
      readonly applied?: Applied;
    }
  | { readonly manual: ManualList; readonly reason: string }
);

const FORMS = {
  invite: { will: "invites", was: "invited", not: "invite" },
  renew: { will: "renews", was: "renewed", not: "renew" },
  reinvite: { will: "invites", was: "invited", not: "invite" },
  changeRole: { will: "changes", was: "changed", not: "change" },
  remove: { will: "removes", was: "removed", not: "remove" },
  withdraw: { will: "withdraws", was: "withdrew", not: "withdraw" },
} as const;
type Form = "will" | "was" | "not";

/** A step in people's words: `invites ann@acme.example as Claude Code user (team payments, access.yaml:41)`. */
export const stepText = (step: Step, form: Form): string => {
  const verb = FORMS[step.kind][form];
  if (step.kind === "remove") return `${verb} ${step.member.email} (${roleWords(step.member.role)})`;
  if (step.kind === "withdraw") return `${verb} the invite of ${step.invite.email} (${roleWords(step.invite.role)})`;
  const { email } = step.person;
  const role = roleWords(step.person.role);
  const why = `(${wantedByText(step.person)})`;
  if (step.kind === "renew") return `${verb} the expired invite of ${email} as ${role} ${why}`;
  if (step.kind === "reinvite")
    return `${verb} ${email} again, as ${role} instead of ${roleWords(step.invite.role)} ${why}`;
  if (step.kind === "changeRole") return `${verb} ${email} from ${roleWords(step.member.role)} to ${role} ${why}`;
  return `${verb} ${email} as ${role} ${why}`;
};

const leftAloneText = ({ email, role, wanted }: LeftAlone): string =>
  wanted === undefined
    ? `leaves ${email} as ${roleWords(role)}: the API removes nobody who administers; do it by hand`
    : `leaves ${email} as ${roleWords(role)}, wanted as ${roleWords(wanted.role)} (${wantedByText(wanted)}): whoever administers or pays is changed by hand`;

const unwantedText = ({ email, role, isInvited }: Unwanted): string =>
  `not declared, left as it is: ${email} (${isInvited ? "invited as " : ""}${roleWords(role)})`;

const counted = (number: number, words: string): string[] => (number === 0 ? [] : [`${number} ${words}`]);

const counts = ({ leftAlone, unwanted, asWanted }: MembersPlan, when = ""): string[] => [
  `${asWanted} as declared${when}`,
  ...counted(leftAlone.length, "left alone"),
  ...counted(unwanted.length, "not declared (--remove EMAIL removes one)"),
];

const appliedLines = ({ done, refused, stopped, left }: Applied): string[] => [
  ...done.map((step) => stepText(step, "was")),
  ...refused.map(({ step, reason }) => `could not ${stepText(step, "not")}: ${reason}`),
  ...(stopped === undefined ? [] : [`stopped: ${stopped}`]),
  ...left.map((step) => `left: ${stepText(step, "will")}`),
];

const verdict = (entry: string, plan: MembersPlan, applied?: Applied): string => {
  if (applied !== undefined) {
    const { done, refused, left } = applied;
    const parts = [`${done.length} done`, ...counted(refused.length, "refused"), ...counted(left.length, "left")];
    const again = left.length === 0 ? "" : " Run it again: it looks first, and does what is missing.";
    return `${[...parts, ...counts(plan, " before")].join(", ")}.${again}`;
  }
  const { length } = plan.steps;
  if (length === 0) return `Nothing to do: ${counts(plan).join(", ")}.`;
  return `${[`${length} to do`, ...counts(plan)].join(", ")}. To do it: claude-access members apply ${entry}`;
};

const UNVERIFIED = (organizations: readonly string[]): string =>
  `note: the key does not tell which organization it belongs to; see to it that it is ${organizations.join(", ")}`;

const manualLines = ({ where, batches, removals, most }: ManualList): string[] => [
  ...batches.flatMap(({ role, emails }) => {
    const limit = most === undefined ? "" : `, at most ${most} at a time`;
    return [`${where}, role ${roleWords(role)}${limit}; whoever is there already needs no invite:`, "", ...emails, ""];
  }),
  ...(removals.length === 0 ? [] : ["To be removed there:", "", ...removals, ""]),
  ...(batches.length + removals.length === 0 ? ["Nobody is named under people.members of a team that uses it."] : []),
];

/** A report as a person reads it. Whatever came from outside is printed so that no terminal obeys it. */
export const membersText = (report: MembersReport): string => {
  const { entry, organizations } = report;
  if ("manual" in report) {
    const head = `By hand, for organization ${organizations.join(", ")}: ${report.reason}.`;
    return `${[head, ...manualLines(report.manual)].map(printable).join("\n").trimEnd()}\n`;
  }
  const { plan, applied, isVerified } = report;
  const lines = [
    ...(isVerified ? [] : [UNVERIFIED(organizations)]),
    ...(applied === undefined ? plan.steps.map((step) => stepText(step, "will")) : appliedLines(applied)),
    ...plan.leftAlone.map(leftAloneText),
    ...plan.absent.map((email) => `nothing to remove: ${email} is not there`),
    ...plan.unwanted.map(unwantedText),
    verdict(entry, plan, applied),
  ];
  return `${lines.map(printable).join("\n")}\n`;
};

const stepJson = (step: Step) => {
  if (step.kind === "remove") return { action: step.kind, email: step.member.email, from: step.member.role };
  if (step.kind === "withdraw") return { action: step.kind, email: step.invite.email, from: step.invite.role };
  const { email, role, wantedBy } = step.person;
  const from = step.kind === "changeRole" ? step.member.role : step.kind === "reinvite" ? step.invite.role : undefined;
  return { action: step.kind, email, role, ...(from === undefined ? {} : { from }), wantedBy };
};

/** A report as a program reads it. */
export const membersJson = (report: MembersReport): string => {
  const { entry, organizations } = report;
  const head = { schemaVersion: 1, entry, organizations };
  if ("manual" in report) {
    const { reason, manual } = report;
    return `${JSON.stringify({ ...head, compared: false, reason, manual }, null, 2)}\n`;
  }
  const { plan, isVerified, applied } = report;
  const outcome = applied && {
    ...applied,
    done: applied.done.map(stepJson),
    refused: applied.refused.map(({ step, reason }) => ({ ...stepJson(step), reason })),
    left: applied.left.map(stepJson),
  };
  const body = { ...head, compared: true, isVerified, ...plan, steps: plan.steps.map(stepJson), applied: outcome };
  return `${JSON.stringify(body, null, 2)}\n`;
};

/** Exit code: what could not be done comes before what was refused. A plan with differences is no mistake. */
export const membersExit = (report: MembersReport, action: "plan" | "apply"): number => {
  if (action === "plan") return EXIT.done;
  if ("manual" in report || report.applied?.stopped !== undefined) return EXIT.unchecked;
  const isRefused = (report.applied?.refused.length ?? 0) > 0;
  const isStillThere = report.plan.leftAlone.some(({ wanted }) => wanted === undefined);
  return isRefused || isStillThere ? EXIT.violated : EXIT.done;
};
