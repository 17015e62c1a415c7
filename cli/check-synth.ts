import type { Judgement } from "../policies/acknowledgements";
import type { Expectations } from "../policies/expectations";
import type { Finding } from "../policies/finding";
import { judgeSynth } from "../policies/judge-synth";
import { acceptedIn } from "./accepted-file";
import { stacksIn } from "./stacks-in";
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
