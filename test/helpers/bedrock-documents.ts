import type { ClientSettings } from "../../settings/client-settings";
import type { ClientDocument } from "../../settings/client-settings-output";
import type { BedrockFacts } from "../../settings/facts";

/** A document of the route `bedrock`. */
export interface BedrockDocument {
  readonly facts: BedrockFacts;
  readonly settings: ClientSettings;
}

/** Those documents that are of the route `bedrock`. */
export const bedrockDocuments = (documents: readonly ClientDocument[]): readonly BedrockDocument[] =>
  documents.flatMap(({ facts, settings }) => (facts.route === "bedrock" ? [{ facts, settings }] : []));
