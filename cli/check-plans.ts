import { dirname, join, posix, relative, resolve } from "node:path";
import { inputText } from "../plans/input-text";
import type { PlanView, ReadFailure } from "../plans/plan-view";
import { readProvenance } from "../plans/provenance";
import { type PlanInput, readPlan, UNNAMED_STACK } from "../plans/read-plan";
import { applyAcknowledgements, type Judgement } from "../policies/acknowledgements";
import type { Expectations } from "../policies/expectations";
import type { Finding } from "../policies/finding";
import type { JudgedStack } from "../policies/report/report";
import { RULES } from "../policies/rules/index";
import { runPolicies } from "../policies/run-policies";
import { underItsName } from "../policies/stack-of-plan";
import { acceptedIn } from "./accepted-file";
import { placeFindings } from "./place-findings";
import { readBounded } from "./read-bounded";
import { today } from "./today";

/** Largest file that is read; the longest text that Node.js holds is little longer. */
const MOST_BYTES = 500 * 1024 * 1024;

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

/** Text of a file that must be there. */
const textIn = (file: string): { text: string } | { problem: string } => {
  const read = readBounded(file, MOST_BYTES);
  if ("problem" in read) {
    const toDo = "missing" in read || read.problem === "cannot be read";
    const how = toDo ? `cannot be read; write it with \`terraform show -json PLANFILE > ${file}\`` : read.problem;
    return { problem: `${file} ${how}` };
  }
  const text = inputText(read.bytes);
  return typeof text === "string" ? { text } : { problem: `${file} ${text.failure}` };
};

/** Text of a file beside another that need not be there. */
const besideText = (file: string): string | undefined | ReadFailure => {
  const read = readBounded(file, MOST_BYTES);
  if ("missing" in read) return undefined;
  if ("problem" in read) return { failure: `lies beside ${file}, which ${read.problem}` };
  const text = inputText(read.bytes);
  return typeof text === "string" ? text : { failure: `lies beside ${file}, which ${text.failure}` };
};

/** What `cdktf synth` left beside a plan: a plan says neither what `local`s hold nor where things were declared. */
const besides = (file: string): PlanInput | ReadFailure => {
  const [record, synthText] = ["provenance.json", "cdk.tf.json"].map((name) => besideText(join(dirname(file), name)));
  if (typeof record === "object") return record;
  if (typeof synthText === "object") return synthText;
  const provenance = record === undefined ? undefined : readProvenance(record);
  if (provenance !== undefined && "failure" in provenance) return provenance;
  return {
    ...(provenance === undefined ? {} : { provenance }),
    ...(synthText === undefined ? {} : { synthText }),
  };
};

/** Name of a stack of which only the file of its plan is known: `plans/prod` for `plans/prod.json`; a pipe has no name that lasts. */
const nameOf = (file: string): string => {
  if (resolve(file).startsWith("/dev/")) return UNNAMED_STACK;
  const path = relative(process.cwd(), resolve(file))
    .split(/[\\/]/)
    .filter((part) => part !== "..");
  return posix.join(...path).replace(/\.json$/, "") || UNNAMED_STACK;
};

/** A plan to judge; `problem` when it cannot be used, `unplaced` when nothing says which declared stack it is of. */
type ReadView =
  | { readonly view: PlanView; readonly file: string }
  | { readonly problem: string }
  | { readonly unplaced: string };

const viewOf = (file: string, expectations: Expectations | undefined): ReadView => {
  const beside = besides(file);
  if ("failure" in beside) return { problem: `${file} ${beside.failure}` };
  const read = textIn(file);
  if ("problem" in read) return read;
  const view = readPlan(read.text, { ...beside, ...(expectations === undefined ? { unnamed: nameOf(file) } : {}) });
  if ("failure" in view) return { problem: `${file} ${view.failure}` };
  const known = expectations === undefined ? view : underItsName(view, expectations);
  if (known !== undefined) return { view: known, file };
  const detail = "does not say which declared stack it is a plan of; put the provenance.json of its stack beside it";
  return { unplaced: `${file} ${detail}` };
};

/** Plans that are of one stack: their findings would be told apart by nothing. */
const clashesOf = (stacks: readonly JudgedStack[]): string[] =>
  stacks.flatMap(({ name, file }, at) => {
    const first = stacks.findIndex((other) => other.name === name);
    return first === at
      ? []
      : [`${file} is a plan of stack ${name}, as ${stacks[first]?.file} is; judge them one by one`];
  });

/** Judges plans together; findings that are acknowledged stand apart. */
export const checkPlans = (props: CheckPlansProps): CheckedPlans => {
  const { plans, accepted, asOf = today(), expectations, source } = props;
  const files = plans.filter((file, at) => plans.findIndex((other) => resolve(other) === resolve(file)) === at);
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
