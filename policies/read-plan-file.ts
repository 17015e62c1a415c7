import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PlanView, ReadFailure } from "./plan-view";
import { readProvenance } from "./provenance";
import { readPlan } from "./read-plan";
import { isFailure } from "./read-synth";

const textOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

/**
 * Reads the output of `terraform show -json PLANFILE` from a file. The stack's `cdk.tf.json` and `provenance.json` are
 * used when they lie beside it: a plan does not say what a `local` holds, nor where something was declared.
 */
export const readPlanFile = (file: string): PlanView | ReadFailure => {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    return { failure: `cannot be read: ${error instanceof Error ? error.message : "unknown reason"}` };
  }
  const beside = (name: string) => textOf(join(dirname(file), name));
  const synthText = beside("cdk.tf.json");
  const provenanceText = beside("provenance.json");
  const provenance = provenanceText === undefined ? undefined : readProvenance(provenanceText);
  return readPlan(text, {
    ...(synthText === undefined ? {} : { synthText }),
    ...(provenance === undefined || isFailure(provenance) ? {} : { provenance }),
  });
};
