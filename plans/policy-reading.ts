import { type PolicyDocument, parsePolicyDocument, type Statement } from "../authorization/aws/policy-document";
import type { PlanView } from "./plan-view";
import { TextCache } from "./text-cache";

/** A document that was read; with a mistake it holds no statements, since nothing of it is guessed. */
export interface PolicyReading {
  readonly statements: readonly Statement[];
  readonly document?: PolicyDocument;
  /** What is wrong with it, in one sentence. */
  readonly mistake?: string;
}

/** Reads the text of a policy document. */
export const readPolicy = (text: string): PolicyReading => {
  const parsed = parsePolicyDocument(text);
  if ("document" in parsed) return { statements: parsed.document.statements, document: parsed.document };
  const said = parsed.problems.slice(0, 3).map(({ path, message }) => `${path} ${message}`.trim());
  return { statements: [], mistake: `The document is no policy: ${said.join("; ")}` };
};

/** Reads the documents of a view; those with the same text are one object. */
export const readingsOf = (_view: PlanView): TextCache<PolicyReading> => new TextCache(readPolicy);

/** What a reader finds a statement by: its Sid, else its position. */
export const statementName = ({ sid, index }: Statement): string =>
  sid === undefined || sid === "" ? `statement ${index + 1}` : sid;
