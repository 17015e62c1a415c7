import type { PlanView } from "../plans/plan-view";
import { readProvenance } from "../plans/provenance";
import { isFailure, readSynth } from "../plans/read-synth";
import { type AcknowledgementFile, applyAcknowledgements, type Judgement } from "./acknowledgements";
import type { Expectations } from "./expectations";
import type { Finding } from "./finding";
import { RULES } from "./rules/index";
import { runPolicies } from "./run-policies";

/** Texts of one synthesised stack. */
export interface StackTexts {
  readonly stack: string;
  /** `cdk.tf.json` */
  readonly synthText: string;
  /** `provenance.json` beside it. @default findings name no place */
  readonly provenanceText?: string;
}

/** What is judged. */
export interface JudgeSynthProps {
  readonly stacks: readonly StackTexts[];
  /** @default nothing is acknowledged */
  readonly accepted?: AcknowledgementFile;
  /** Day of judgement, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** What was declared. @default stacks are judged by themselves */
  readonly expectations?: Expectations;
  /** Findings about the declaration itself. @default none */
  readonly declared?: readonly Finding[];
}

const NOTHING: AcknowledgementFile = { acknowledgements: [], mistakes: [] };

const unreadable = (stack: string, failure: string): Finding => ({
  rule: "readable-input",
  subject: stack,
  detail: `The JSON of stack ${stack} ${failure}`,
  state: "violated",
  remedy: "synthesise again",
});

const viewOf = ({ stack, synthText, provenanceText }: StackTexts): PlanView | Finding => {
  const provenance = provenanceText === undefined ? undefined : readProvenance(provenanceText);
  if (provenance !== undefined && isFailure(provenance)) return unreadable(stack, `lies beside: ${provenance.failure}`);
  const view = readSynth(synthText, { stack, ...(provenance === undefined ? {} : { provenance }) });
  return isFailure(view) ? unreadable(stack, view.failure) : view;
};

/** Judges every stack of a synthesised app; a stack that cannot be read is itself a finding. */
export const judgeSynth = (props: JudgeSynthProps): Judgement => {
  const { stacks, accepted = NOTHING, asOf, expectations, declared = [] } = props;
  const read = stacks.map(viewOf);
  const broken = read.filter((one): one is Finding => "rule" in one);
  const views = read.filter((one): one is PlanView => "ofType" in one);
  return applyAcknowledgements(
    [...declared, ...broken, ...runPolicies(views, RULES, { asOf, expectations })],
    accepted,
    asOf,
  );
};
