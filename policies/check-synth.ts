import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { applyAcknowledgements, readAcknowledgements } from "./acknowledgements";
import type { Finding } from "./finding";
import { isJsonObject, objectAt, textAt } from "./json-value";
import type { PlanView } from "./plan-view";
import { type Provenance, readProvenance } from "./provenance";
import { isFailure, parseObject, readSynth } from "./read-synth";
import { runPolicies } from "./run-policies";

/** What is judged. */
export interface CheckSynthProps {
  /** Folder that `cdktf synth` wrote, with `manifest.json` and `stacks/`. */
  readonly outdir: string;
  /** File of acknowledgements; it need not exist. */
  readonly accepted: string;
  /** Day of judgement, `YYYY-MM-DD`. @default today, in UTC */
  readonly asOf?: string;
}

const unreadable = (subject: string, failure: string): Finding => ({
  rule: "readable-input",
  subject,
  detail: `${subject} ${failure}`,
  state: "violated",
  remedy: "synthesise again",
});

/** Judges every stack of a synthesised app; returns what is open after acknowledgements. */
export const checkSynth = ({ outdir, accepted, asOf = today() }: CheckSynthProps): readonly Finding[] => {
  const views: PlanView[] = [];
  const broken: Finding[] = [];
  for (const [stack, path] of synthesisedStacks(outdir)) {
    const view = viewOf(outdir, stack, path);
    if (isFailure(view)) broken.push(unreadable(path, view.failure));
    else views.push(view);
  }
  const file = existsSync(accepted)
    ? readAcknowledgements(readFileSync(accepted, "utf8"), accepted)
    : { acknowledgements: [], mistakes: [] };
  return [...broken, ...applyAcknowledgements(runPolicies(views), file, asOf).open];
};

const today = (): string => new Date().toISOString().slice(0, 10);

const synthesisedStacks = (outdir: string): [string, string][] => {
  const manifest = parseObject(readFileSync(join(outdir, "manifest.json"), "utf8"));
  return Object.entries(objectAt(isFailure(manifest) ? {} : manifest, "stacks")).flatMap(([name, stack]) => {
    const path = isJsonObject(stack) ? textAt(stack, "synthesizedStackPath") : undefined;
    return path === undefined ? [] : [[name, path] as [string, string]];
  });
};

const viewOf = (outdir: string, stack: string, path: string): ReturnType<typeof readSynth> => {
  const provenance = provenanceBeside(join(outdir, path, "..", "provenance.json"));
  if (provenance !== undefined && isFailure(provenance)) return provenance;
  return readSynth(readFileSync(join(outdir, path), "utf8"), { stack, ...(provenance ? { provenance } : {}) });
};

const provenanceBeside = (file: string): Provenance | ReturnType<typeof readProvenance> | undefined =>
  existsSync(file) ? readProvenance(readFileSync(file, "utf8")) : undefined;
