import type { Expectations } from "../policies/expectations";
import type { Finding } from "../policies/finding";
import { judgeSynth } from "../policies/judge-synth";
import { stacksIn, textOf } from "./stacks-in";
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

/** Judges every stack in a folder of `cdktf synth`; returns what is open after acknowledgements. */
export const checkSynth = (props: CheckSynthProps): readonly Finding[] => {
  const { outdir, accepted, asOf = today(), expectations, declared } = props;
  const text = textOf(accepted);
  return judgeSynth({
    stacks: stacksIn(outdir),
    ...(text === undefined ? {} : { accepted: { file: accepted, text } }),
    asOf,
    ...(expectations === undefined ? {} : { expectations }),
    ...(declared === undefined ? {} : { declared }),
  }).open;
};
