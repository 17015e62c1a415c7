import type { Caller } from "./covers-caller";

/** One question. */
export interface AccessQuestion {
  readonly caller: Caller;
  /** In the spelling of roles: `aiplatform.endpoints.predict`. */
  readonly permission: string;
  /** `projects/P`, or what lies in it: `projects/P/serviceAccounts/EMAIL`. Full resource names pass too. */
  readonly resource: string;
  /** When, in ISO 8601. @default not known: grants with an end are undecided */
  readonly time?: string;
  /** Anthropic's model on Vertex AI: `claude-opus-4-5@20251101`. @default organization policies about models are left aside */
  readonly model?: string;
  /** Feature of the model: `web_search`. @default none is used */
  readonly feature?: string;
  /** Tags of the resource for `resource.matchTag`: `{"123/env": "prod"}`. @default not known */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Something that had a part in an answer. */
export interface Reason {
  readonly kind: "binding" | "denyRule" | "boundary" | "organizationPolicy" | "unread";
  /** Name in the view, or the resource that could not be read. */
  readonly name: string;
}

/** `undecided` is not allowed: something in the view or the question is not known. */
export type AccessDecision = "allowed" | "denied" | "undecided";

/** An answer and what made it: bindings that allow, what denies, or what leaves it open; nothing where no binding grants. */
export interface AccessAnswer {
  readonly decision: AccessDecision;
  readonly because: readonly Reason[];
}

/** A reason that applies, or (`undefined`) may. */
export interface Say {
  readonly reason: Reason;
  readonly applies: true | undefined;
}
