import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { applyAcknowledgements, readAcknowledgements } from "../policies/acknowledgements";
import type { Finding } from "../policies/finding";
import type { PlanView } from "../policies/plan-view";
import { readProvenance } from "../policies/provenance";
import { readPlan } from "../policies/read-plan";
import { runPolicies } from "../policies/run-policies";

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
}

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

/** Judges plans together; findings that are acknowledged are left out. */
export const checkPlans = (
  props: CheckPlansProps,
): { readonly findings: readonly Finding[] } | { readonly problems: readonly string[] } => {
  const views: PlanView[] = [];
  const problems: string[] = [];
  for (const file of props.plans) {
    const read = readText(file);
    const view = "problem" in read ? undefined : readPlanFile(file, read.text);
    if ("problem" in read) problems.push(read.problem);
    else if (view !== undefined && "failure" in view) problems.push(`${file} ${view.failure}`);
    else if (view !== undefined) views.push(view);
  }
  if (problems.length > 0) return { problems };
  const acknowledged = existsSync(props.accepted)
    ? readAcknowledgements(readFileSync(props.accepted, "utf8"), props.accepted)
    : { acknowledgements: [], mistakes: [] };
  const asOf = props.asOf ?? new Date().toISOString().slice(0, 10);
  return { findings: applyAcknowledgements(runPolicies(views), acknowledged, asOf).open };
};
