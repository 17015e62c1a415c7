import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isJsonObject, objectAt, textAt } from "../plans/json-value";
import { isFailure, parseObject } from "../plans/read-synth";
import type { Judgement } from "../policies/acknowledgements";
import type { Expectations } from "../policies/expectations";
import type { Finding } from "../policies/finding";
import { judgeSynth, type StackTexts } from "../policies/judge-synth";
import { acceptedIn } from "./accepted-file";
import { today } from "./today";

/** What is judged. */
export interface CheckSynthProps {
  /** Folder that `cdktf synth` wrote, with `manifest.json` and `stacks/`. */
  readonly outdir: string;
  /** File of acknowledgements; it need not exist. */
  readonly accepted: string;
  /** Day of judgement, `YYYY-MM-DD`. @default today, in UTC */
  readonly asOf?: string;
  /** What was declared. @default stacks are judged by themselves */
  readonly expectations?: Expectations;
  /** Findings about the declaration itself. @default none */
  readonly declared?: readonly Finding[];
}

const textOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

const stacksIn = (outdir: string): StackTexts[] => {
  const manifest = parseObject(readFileSync(join(outdir, "manifest.json"), "utf8"));
  if (isFailure(manifest)) throw new Error(`${outdir}/manifest.json ${manifest.failure}`);
  return Object.entries(objectAt(manifest, "stacks")).flatMap(([stack, described]) => {
    const path = isJsonObject(described) ? textAt(described, "synthesizedStackPath") : undefined;
    if (path === undefined) return [];
    const file = join(outdir, path);
    const provenanceText = textOf(join(dirname(file), "provenance.json"));
    return [
      { stack, synthText: readFileSync(file, "utf8"), ...(provenanceText === undefined ? {} : { provenanceText }) },
    ];
  });
};

/** Judges every stack in a folder of `cdktf synth`; tells what is open, what was acknowledged, and the stacks by name. */
export const checkSynth = (props: CheckSynthProps): Judgement & { readonly stacks: readonly string[] } => {
  const { outdir, accepted, asOf = today(), expectations, declared } = props;
  const stacks = stacksIn(outdir);
  const judgement = judgeSynth({
    stacks,
    accepted: acceptedIn(accepted),
    asOf,
    ...(expectations === undefined ? {} : { expectations }),
    ...(declared === undefined ? {} : { declared }),
  });
  return { ...judgement, stacks: stacks.map(({ stack }) => stack).sort() };
};
