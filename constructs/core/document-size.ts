import { Fn, Op, type TerraformResource, Token } from "cdktf";
import type { Limit } from "../../catalog/aws-limits";

const TOKEN = /\$\{TfToken\[[^\]]*\]\}/g;
/** As long as the ARN of an application inference profile, the one thing that a document refers to before it exists. */
const TYPICAL_ARN = "x".repeat(96);

/** Documents that AWS counts together, and what to do when they are too large. */
export interface SizedDocuments {
  /** Begins the message: `The grant of payments_people`. */
  readonly what: string;
  readonly documents: readonly object[];
  /** Tokens in the documents that only a plan looks up; each can be a list of any length. @default none */
  readonly lookedUp?: readonly string[];
  readonly limit: Limit;
  readonly wayOut: string;
}

const messageOf = ({ what, limit, wayOut }: SizedDocuments, size: number | string): string =>
  `${what} has ${size} ${limit.unit}, AWS takes at most ${limit.value} (${limit.source}); ${wayOut}`;

/**
 * Characters that AWS counts: white space is not, and our documents hold none outside of values. What is looked up
 * counts nothing here and is returned, once for each place in which it stands; any other token counts as one ARN.
 */
const measure = ({ documents, lookedUp = [] }: SizedDocuments): { readonly size: number; readonly open: string[] } => {
  const open: string[] = [];
  let text = documents.map((document) => JSON.stringify(document)).join("");
  for (const token of lookedUp) {
    const parts = text.split(JSON.stringify(token));
    open.push(...parts.slice(1).map(() => token));
    text = parts.join("");
  }
  return { size: text.replace(TOKEN, TYPICAL_ARN).length, open };
};

/**
 * Refuses documents that together break a limit of the service, with the way out: at synth where all is known, else
 * as a precondition of `resource`, which takes one of the documents, so that Terraform refuses it before any apply.
 */
export const checkDocumentSize = (resource: TerraformResource, documents: SizedDocuments): void => {
  const { limit } = documents;
  const { size, open } = measure(documents);
  if (size > limit.value) {
    resource.node.addValidation({ validate: () => [messageOf(documents, size)] });
    return;
  }
  if (open.length === 0) return;
  const whole = open.reduce<unknown>((sum, token) => Op.add(sum, Fn.lengthOf(Fn.jsonencode(token))), size);
  const precondition = {
    condition: Op.lte(whole, limit.value),
    errorMessage: messageOf(documents, Token.asString(whole)),
  };
  resource.lifecycle = { ...resource.lifecycle, precondition: [precondition] };
};
