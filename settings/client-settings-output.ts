import type { ClientSettings } from "./client-settings";
import type { BedrockFacts } from "./facts";

/** One document of the output `client_settings`, with the names under which it stands there. */
export interface ClientDocument {
  readonly facts: BedrockFacts;
  readonly settings: ClientSettings;
}

/** What was read, or why it could not be. */
export type ReadOutput =
  | { readonly ok: true; readonly documents: readonly ClientDocument[] }
  | { readonly ok: false; readonly problems: readonly string[] };

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** Values of `client_settings` in whatever shape they came: alone, per output, per stack. */
const outputsIn = (json: unknown): Json[] => {
  if (!isObject(json)) return [];
  if ("teams" in json && "schemaVersion" in json) return [json];
  if (isObject(json.client_settings)) {
    const output = json.client_settings;
    return outputsIn("value" in output ? output.value : output);
  }
  return Object.keys(json)
    .sort()
    .flatMap((stack) => (isObject(json[stack]) && "client_settings" in json[stack] ? outputsIn(json[stack]) : []));
};

const isStrings = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every((inner) => typeof inner === "string");

const FACT_STRINGS = [
  "organization",
  "team",
  "entry",
  "identity",
  "account",
  "partition",
  "region",
  "geography",
  "startFamily",
];

const isDocument = (value: unknown): boolean => {
  if (!isObject(value) || !isObject(value.facts) || !isObject(value.settings)) return false;
  const { facts, settings } = value;
  return (
    facts.route === "bedrock" &&
    FACT_STRINGS.every((key) => typeof facts[key] === "string") &&
    [facts.team, facts.entry].every((name) => /^[a-z0-9-]+$/i.test(String(name))) &&
    /^(people|(ci|workload)\/[a-z0-9-]+)$/i.test(String(facts.identity)) &&
    isObject(facts.signIn) &&
    Array.isArray(facts.models) &&
    facts.models.every(isStrings) &&
    isStrings(settings.env)
  );
};

const documentsOf = (output: Json): (ClientDocument | string)[] => {
  if (output.schemaVersion !== 1)
    return [`client_settings has schemaVersion ${String(output.schemaVersion)}; this version reads 1`];
  if (!isObject(output.teams)) return ["client_settings holds no teams"];
  return Object.entries(output.teams).flatMap(([team, identities]) => {
    if (!isObject(identities)) return [`client_settings: team ${team} is not an object`];
    return Object.entries(identities).map(([identity, document]) =>
      isDocument(document)
        ? (document as unknown as ClientDocument)
        : `client_settings: ${team}, ${identity} is not a document of this tool`,
    );
  });
};

/**
 * Reads `terraform output -json`, the file of `cdktf deploy --outputs-file`, or the value of `client_settings` itself.
 * Never throws; what does not fit is a problem, and then nothing is returned.
 */
export const readClientSettingsOutput = (json: unknown): ReadOutput => {
  const outputs = outputsIn(json);
  if (outputs.length === 0) return { ok: false, problems: ["no output client_settings was found"] };
  const read = outputs.flatMap(documentsOf);
  const problems = read.filter((entry) => typeof entry === "string");
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, documents: read.filter((entry) => typeof entry !== "string") };
};

/** Whether something in a document is known only after an apply. */
export const needsApply = (document: ClientDocument): boolean => /\$\{|TfToken\[/.test(JSON.stringify(document));
