/** Where the judged thing was declared, or written in Terraform's files; line and column count from 1. */
export interface FindingPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Path in the declaration, `teams.payments.ci.deploy`. */
  readonly path?: string;
}

/** What a check says. `undecided`: not shown to be wrong, and not shown to be right; it has not passed. */
export interface Finding {
  /** Id of the rule, `aws/no-wildcard-model`. */
  readonly rule: string;
  /** What exactly is judged: stack and Terraform address, and the ARN, action or key in it. */
  readonly subject: string;
  /** One sentence: what was found. Never holds a credential or a sensitive value. */
  readonly detail: string;
  readonly state: "violated" | "undecided";
  readonly place?: FindingPlace;
  /** One sentence: what to do. */
  readonly remedy: string;
  /** Document in which the rule's reason can be read. */
  readonly link?: string;
}

/** Exact name of a finding, as acknowledgements write it: `aws/no-wildcard-model[STACK/ADDRESS ARN]`. */
export const findingId = ({ rule, subject }: Pick<Finding, "rule" | "subject">): string => `${rule}[${subject}]`;
