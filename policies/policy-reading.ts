import { type PolicyDocument, parsePolicyDocument, type Statement } from "../authorization/aws/policy-document";

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

/** What a reader finds a statement by: its Sid, else its position. */
export const statementName = ({ sid, index }: Statement): string =>
  sid === undefined || sid === "" ? `statement ${index + 1}` : sid;
