import type { Construct } from "constructs";
import type { Limit } from "../../catalog/aws-limits";

const TOKEN = /\$\{TfToken\[[^\]]*\]\}/g;
/** As long as the ARN of an application inference profile, which most tokens in documents stand for. */
const TYPICAL_ARN = "x".repeat(96);

/** Characters that AWS counts: white space is not, and our documents hold none outside of values. */
export const documentSize = (document: object): number => JSON.stringify(document).replace(TOKEN, TYPICAL_ARN).length;

/**
 * Makes a synth fail, with the way out, when documents together break a limit of the service.
 * A token counts as one ARN, so a document with tokens is judged roughly.
 */
export const checkDocumentSize = (
  scope: Construct,
  what: string,
  documents: readonly object[],
  limit: Limit,
  wayOut: string,
): void => {
  const size = documents.reduce((sum, document) => sum + documentSize(document), 0);
  if (size <= limit.value) return;
  const message = `${what} has ${size} ${limit.unit}, AWS takes at most ${limit.value} (${limit.source}); ${wayOut}`;
  scope.node.addValidation({ validate: () => [message] });
};
