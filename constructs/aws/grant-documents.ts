import type { PolicyDocument } from "./policy-document";

/** What an identity is granted: one document of known ARNs, and one that refers to new or looked-up things. */
export interface GrantDocuments {
  /** Readable in every plan. */
  readonly known: PolicyDocument;
  /** Holds tokens; a document of its own, so that it hides nothing of the other. */
  readonly referring?: PolicyDocument;
  /** Tokens in `referring` that only a plan looks up: lists of any length. @default none */
  readonly lookedUp?: readonly string[];
}
