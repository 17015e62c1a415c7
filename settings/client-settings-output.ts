import type { ClientSettings } from "./client-settings";
import type { Facts } from "./facts";
import { documentProblem } from "./read-document";

/** One document of the output `client_settings`: what is known of an identity, and what its clients are told. */
export interface ClientDocument {
  readonly facts: Facts;
  readonly settings: ClientSettings;
}

/** Value of the output `client_settings` of one stack. */
export interface ClientSettingsOutput {
  readonly schemaVersion: 1;
  /** By team, by identity (`people`, `ci/NAME`, `workload/NAME`); sorted. */
  readonly teams: Readonly<Record<string, Readonly<Record<string, ClientDocument>>>>;
}

/** What was read, or why it could not be. */
export type ReadOutput =
  | { readonly ok: true; readonly documents: readonly ClientDocument[] }
  | { readonly ok: false; readonly problems: readonly string[] };

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * The output of one stack. Every document is of the same provider entry.
 *
 * @throws Error when two documents stand for the same identity of a team.
 */
export const clientSettingsOutput = (documents: readonly ClientDocument[]): ClientSettingsOutput => {
  const teams: Record<string, Record<string, ClientDocument>> = {};
  const sorted = [...documents].sort(
    (a, b) => compare(a.facts.team, b.facts.team) || compare(a.facts.identity, b.facts.identity),
  );
  for (const document of sorted) {
    const { team, identity } = document.facts;
    teams[team] ??= {};
    if (Object.hasOwn(teams[team], identity)) throw new Error(`${team} has two documents for ${identity}`);
    teams[team][identity] = document;
  }
  return { schemaVersion: 1, teams };
};

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** Property of an object's own; what it inherits was not read from anywhere. */
const own = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** The value of an output as `terraform output -json` wraps it, or as it stands. */
const unwrapped = (output: unknown): unknown => (own(output, "teams") === undefined ? own(output, "value") : output);

/** Values of `client_settings` in whatever shape they came: alone, per output, per stack. */
const outputsIn = (json: unknown): Json[] => {
  if (!isObject(json)) return [];
  if (own(json, "teams") !== undefined && own(json, "schemaVersion") !== undefined) return [json];
  const places =
    own(json, "client_settings") === undefined
      ? Object.keys(json)
          .sort()
          .map((key) => json[key])
      : [json];
  return places.map((place) => unwrapped(own(place, "client_settings"))).filter(isObject);
};

const MOST_SHOWN = 120;

/** A value of unknown origin, short enough to be shown, without what would move a terminal's cursor. */
const shown = (value: unknown): string => {
  const text = typeof value === "object" && value !== null ? "(an object)" : String(value);
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");
  return plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN)}...` : plain;
};

const documentsOf = (output: Json): (ClientDocument | string)[] => {
  const version = own(output, "schemaVersion");
  if (version !== 1) return [`client_settings has schemaVersion ${shown(version)}; this version reads 1`];
  const teams = own(output, "teams");
  if (!isObject(teams)) return ["client_settings holds no teams"];
  return Object.entries(teams).flatMap(([team, identities]) => {
    if (!isObject(identities)) return [`client_settings: team ${shown(team)} is not an object`];
    return Object.entries(identities).map(([identity, document]) => {
      const problem = documentProblem(document, team, identity);
      return problem === undefined
        ? (document as ClientDocument)
        : `client_settings: ${shown(team)}, ${shown(identity)} is not a document of this tool: ${shown(problem)}`;
    });
  });
};

const doubles = (documents: readonly ClientDocument[]): string[] => {
  const places = documents.map(({ facts }) => `${facts.team}, ${facts.identity} at ${facts.entry}`);
  return [...new Set(places.filter((place, index) => places.indexOf(place) !== index))].map(
    (place) => `client_settings: ${place} stands in two stacks`,
  );
};

/**
 * Reads `terraform output -json`, the file of `cdktf deploy --outputs-file`, or the value of `client_settings` itself.
 * Never throws; what does not fit is a problem, and then nothing is returned.
 */
export const readClientSettingsOutput = (json: unknown): ReadOutput => {
  const outputs = outputsIn(json);
  if (outputs.length === 0) return { ok: false, problems: ["no output client_settings was found"] };
  const read = outputs.flatMap(documentsOf);
  const documents = read.filter((entry) => typeof entry !== "string");
  const problems = [...read.filter((entry) => typeof entry === "string"), ...doubles(documents)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, documents };
};

/** Whether something in a document is known only after an apply: a token of CDKTF stands for it. */
export const needsApply = (document: ClientDocument): boolean => JSON.stringify(document).includes("TfToken[");
