import { dirname, join } from "node:path";
import type { PlanView } from "../plans/plan-view";
import { readPlan } from "../plans/read-plan";
import { applyAcknowledgements, type Judgement } from "../policies/acknowledgements";
import type { Expectations } from "../policies/expectations";
import type { Finding } from "../policies/finding";
import type { JudgedStack } from "../policies/report/report";
import { RULES } from "../policies/rules/index";
import { runPolicies } from "../policies/run-policies";
import { underItsName } from "../policies/stack-of-plan";
import { acceptedIn } from "./accepted-file";
import { placeFindings } from "./place-findings";
import { clashesOf, eachOnce, planFile, stackNameOf } from "./plan-files";
import { today } from "./today";

/** What is judged. */
export interface CheckPlansProps {
  /** Files of `terraform show -json PLANFILE`. */
  readonly plans: readonly string[];
  /** File of acknowledgements; it need not exist. */
  readonly accepted: string;
  /** @default today, in UTC */
  readonly asOf?: string;
  /** What was declared. @default plans are judged by themselves */
  readonly expectations?: Expectations;
  /** Folder of the `.tf` and `.tf.json` files that were planned. @default findings have no lines but those of `cdk.tf.json` beside a plan */
  readonly source?: string;
}

/** What was judged and what is open, or why the plans cannot be used, or (`unchecked`) not be judged against the declaration. */
export type CheckedPlans =
  | {
      readonly findings: readonly Finding[];
      readonly accepted: Judgement["accepted"];
      readonly stacks: readonly JudgedStack[];
    }
  | { readonly problems: readonly string[]; readonly unchecked?: true };

/** A plan to judge; `problem` when it cannot be used, `unplaced` when nothing says which declared stack it is of. */
type ReadView =
  | { readonly view: PlanView; readonly file: string }
  | { readonly problem: string }
  | { readonly unplaced: string };

const viewOf = (file: string, expectations: Expectations | undefined): ReadView => {
  const read = planFile(file);
  if ("problem" in read) return read;
  const unnamed = expectations === undefined ? { unnamed: stackNameOf(file) } : {};
  const view = readPlan(read.text, { ...read.input, ...unnamed });
  if ("failure" in view) return { problem: `${file} ${view.failure}` };
  const known = expectations === undefined ? view : underItsName(view, expectations);
  if (known !== undefined) return { view: known, file };
  const detail = "does not say which declared stack it is a plan of; put the provenance.json of its stack beside it";
  return { unplaced: `${file} ${detail}` };
};

/** Judges plans together; findings that are acknowledged stand apart. */
export const checkPlans = (props: CheckPlansProps): CheckedPlans => {
  const { plans, accepted, asOf = today(), expectations, source } = props;
  const files = eachOnce(plans);
  const read = files.map((file) => viewOf(file, expectations));
  const problems = read.flatMap((one) => ("problem" in one ? [one.problem] : []));
  if (problems.length > 0) return { problems };
  const unplaced = read.flatMap((one) => ("unplaced" in one ? [one.unplaced] : []));
  if (unplaced.length > 0) return { problems: unplaced, unchecked: true };
  const known = read.flatMap((one) => ("view" in one ? [one] : []));
  const stacks = known.map(({ view, file }) => ({ name: view.stack, file }));
  const clashes = clashesOf(stacks);
  if (clashes.length > 0) return { problems: clashes };
  const views = known.map(({ view }) => view);
  const found = runPolicies(views, RULES, { asOf, ...(expectations === undefined ? {} : { expectations }) });
  const jsonOf = new Map(stacks.map(({ name, file }) => [name, join(dirname(file), "cdk.tf.json")]));
  const placed = placeFindings(found, { besides: jsonOf, ...(source === undefined ? {} : { folder: source }) });
  const judgement = applyAcknowledgements(placed, acceptedIn(accepted), asOf);
  const sorted = [...stacks].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { findings: judgement.open, accepted: judgement.accepted, stacks: sorted };
};
