import type { Construct } from "constructs";
import type { Limit } from "../../catalog/aws-limits";

/** Characters that AWS counts: white space is not, and our documents hold none outside of values. */
export const documentSize = (document: object): number => JSON.stringify(document).length;

/**
 * Makes a synth fail, with the way out, when documents together break a limit of the service.
 * Tokens count as they stand, so a document with tokens is judged roughly.
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
