import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ReadFailure } from "../plans/plan-view";
import { readProvenance } from "../plans/provenance";
import type { PlanInput, PlanSides } from "../plans/read-plan";
import { readPlanSides } from "../plans/read-plan";

/** Largest plan that is read. */
const MOST_BYTES = 512 * 1024 * 1024;

const readText = (file: string): string | ReadFailure => {
  try {
    if (statSync(file).size > MOST_BYTES) return { failure: `is larger than the ${MOST_BYTES} bytes that are read` };
    return readFileSync(file, "utf8");
  } catch {
    return { failure: `cannot be read; write it with \`terraform show -json PLANFILE > ${file}\`` };
  }
};

const beside = (file: string, name: string): string | undefined => {
  const path = join(dirname(file), name);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
};

/** What `cdktf synth` left beside a plan: a plan says neither what `local`s hold nor where things were declared. */
const companionsOf = (file: string): PlanInput | ReadFailure => {
  const record = beside(file, "provenance.json");
  const provenance = record === undefined ? undefined : readProvenance(record);
  if (provenance !== undefined && "failure" in provenance) return provenance;
  return { synthText: beside(file, "cdk.tf.json"), ...(provenance === undefined ? {} : { provenance }) };
};

/** Reads the file of one plan, from both sides. */
const readPlanFile = (file: string): PlanSides | ReadFailure => {
  const input = companionsOf(file);
  if ("failure" in input) return input;
  const text = readText(file);
  return typeof text === "string" ? readPlanSides(text, input) : text;
};

/** Plans by their files, or a sentence for each that cannot be used. */
export const readPlanFiles = (
  files: readonly string[],
): { readonly sides: readonly PlanSides[] } | { readonly problems: readonly string[] } => {
  const read = files.map((file) => ({ file, plan: readPlanFile(file) }));
  const problems = read.flatMap(({ file, plan }) => ("failure" in plan ? [`${file} ${plan.failure}`] : []));
  if (problems.length > 0) return { problems };
  return { sides: read.flatMap(({ plan }) => ("failure" in plan ? [] : [plan])) };
};
