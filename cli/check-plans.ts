import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PlanView } from "../plans/plan-view";
import { readProvenance } from "../plans/provenance";
import { readPlan } from "../plans/read-plan";
import { applyAcknowledgements, readAcknowledgements } from "../policies/acknowledgements";
import type { Expectations } from "../policies/expectations";
import type { Finding } from "../policies/finding";
import { RULES } from "../policies/rules/index";
import { runPolicies } from "../policies/run-policies";
import { underItsName } from "../policies/stack-of-plan";
import { today } from "./today";

/** Largest plan that is read. */
const MOST_BYTES = 512 * 1024 * 1024;

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
}

/** What is open, or why the plans cannot be used, or (`unchecked`) why they cannot be judged against the declaration. */
export type CheckedPlans =
  | { readonly findings: readonly Finding[] }
  | { readonly problems: readonly string[]; readonly unchecked?: true };

const readText = (file: string): { text: string } | { problem: string } => {
  try {
    const text = readFileSync(file, "utf8");
    return text.length > MOST_BYTES
      ? { problem: `${file} is larger than the ${MOST_BYTES} bytes that are read` }
      : { text };
  } catch {
    return { problem: `${file} cannot be read; write it with \`terraform show -json PLANFILE > ${file}\`` };
  }
};

const beside = (file: string, name: string): string | undefined => {
  const path = join(dirname(file), name);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
};

/** A plan, with what `cdktf synth` left beside it: a plan says neither what `local`s hold nor where things were declared. */
const readPlanFile = (file: string, text: string): ReturnType<typeof readPlan> => {
  const record = beside(file, "provenance.json");
  const provenance = record === undefined ? undefined : readProvenance(record);
  if (provenance !== undefined && "failure" in provenance) return provenance;
  return readPlan(text, {
    synthText: beside(file, "cdk.tf.json"),
    ...(provenance === undefined ? {} : { provenance }),
  });
};

/** A plan to judge; `problem` when it cannot be used, `unplaced` when nothing says which declared stack it is of. */
type ReadView = { readonly view: PlanView } | { readonly problem: string } | { readonly unplaced: string };

const viewOf = (file: string, expectations: Expectations | undefined): ReadView => {
  const read = readText(file);
  if ("problem" in read) return read;
  const view = readPlanFile(file, read.text);
  if ("failure" in view) return { problem: `${file} ${view.failure}` };
  const known = expectations === undefined ? view : underItsName(view, expectations);
  if (known !== undefined) return { view: known };
  const detail = "does not say which declared stack it is a plan of; put the provenance.json of its stack beside it";
  return { unplaced: `${file} ${detail}` };
};

/** Judges plans together; findings that are acknowledged are left out. */
export const checkPlans = ({ plans, accepted, asOf = today(), expectations }: CheckPlansProps): CheckedPlans => {
  const read = plans.map((file) => viewOf(file, expectations));
  const problems = read.flatMap((one) => ("problem" in one ? [one.problem] : []));
  if (problems.length > 0) return { problems };
  const unplaced = read.flatMap((one) => ("unplaced" in one ? [one.unplaced] : []));
  if (unplaced.length > 0) return { problems: unplaced, unchecked: true };
  const views = read.flatMap((one) => ("view" in one ? [one.view] : []));
  const acknowledged = existsSync(accepted)
    ? readAcknowledgements(readFileSync(accepted, "utf8"), accepted)
    : { acknowledgements: [], mistakes: [] };
  const findings = runPolicies(views, RULES, { asOf, ...(expectations === undefined ? {} : { expectations }) });
  return { findings: applyAcknowledgements(findings, acknowledged, asOf).open };
};
