import type { PlanView } from "../plans/plan-view";
import type { Circumstances } from "./circumstances";

/** What a rule found wrong, or could not decide, in one view. */
export interface Problem {
  /** Terraform address (or `output.NAME`, `provider.aws`) of what is judged. */
  readonly address: string;
  /** ARN, action, model or path in it; together with the address it names the finding. */
  readonly what?: string;
  /** One sentence: what was found. */
  readonly detail: string;
  readonly state: "violated" | "undecided";
  /** @default the rule's own remedy */
  readonly remedy?: string;
  /** Path in the declaration that it is about, `teams.payments.people`. @default where the address was declared */
  readonly declared?: string;
}

/** One thing that must never be planned. */
export interface Rule {
  /** The path of its file below `rules/`, `aws/no-wildcard-model`. */
  readonly id: string;
  /** One sentence for the generated table: what the rule keeps from happening. */
  readonly protects: string;
  /** Terraform resource types, or `output`, that it looks at: when none is there, it does not apply. */
  readonly appliesTo: readonly string[];
  /** What to do about a finding, in one sentence. */
  readonly remedy: string;
  /** Where the reason can be read. */
  readonly link?: string;
  check(view: PlanView, circumstances: Circumstances): readonly Problem[];
}
