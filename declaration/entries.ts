import type { BedrockEntry, Declaration, GoogleEntry, ProviderEntry, Team, Workload } from "./schema";

/** The entries that a team uses and that are declared, by name, each once. */
export const entriesOf = (declaration: Declaration, team: Team): [string, ProviderEntry][] =>
  [...new Set(usesOf(team))].flatMap((name) => {
    const entry = Object.hasOwn(declaration.providers, name) ? declaration.providers[name] : undefined;
    return entry === undefined ? [] : [[name, entry] as [string, ProviderEntry]];
  });

const isBedrock = (named: [string, ProviderEntry]): named is [string, BedrockEntry] => named[1].route === "bedrock";
const isGoogle = (named: [string, ProviderEntry]): named is [string, GoogleEntry] => named[1].route !== "bedrock";

/** Those of them on Amazon Bedrock. */
export const bedrockEntriesOf = (declaration: Declaration, team: Team): [string, BedrockEntry][] =>
  entriesOf(declaration, team).filter(isBedrock);

/** Those of them in a Google Cloud project. */
export const googleEntriesOf = (declaration: Declaration, team: Team): [string, GoogleEntry][] =>
  entriesOf(declaration, team).filter(isGoogle);

/** Every declared entry on Amazon Bedrock, by name. */
export const allBedrock = ({ providers }: Declaration): [string, BedrockEntry][] =>
  Object.entries(providers).filter(isBedrock);

/** Every declared entry in a Google Cloud project, by name. */
export const allGoogle = ({ providers }: Declaration): [string, GoogleEntry][] =>
  Object.entries(providers).filter(isGoogle);

/** Names of the entries that a team uses, as a list. */
export const usesOf = ({ uses }: Team): readonly string[] => (typeof uses === "string" ? [uses] : uses);

/** Teams that use an entry, by name; sorted. */
export const teamsOf = ({ teams }: Declaration, entry: string): [string, Team][] =>
  Object.entries(teams)
    .filter(([, team]) => usesOf(team).includes(entry))
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Kinds of workloads that run on Google Cloud; every other is one of AWS. */
const ON_GOOGLE = ["gke", "cloudRun", "computeEngine", "serviceAccount", "impersonation", "serviceAccountKey"] as const;
type OnGoogle = Extract<
  Workload,
  { [K in (typeof ON_GOOGLE)[number]]: Record<K, unknown> }[(typeof ON_GOOGLE)[number]]
>;

/** Whether a workload runs on Google Cloud. */
export const isGoogleWorkload = (workload: Workload): workload is OnGoogle =>
  ON_GOOGLE.some((kind) => Object.hasOwn(workload, kind));

const isAwsWorkload = (workload: Workload): workload is Exclude<Workload, OnGoogle> => !isGoogleWorkload(workload);

const those = <T extends Workload>(
  team: Team,
  is: (workload: Workload) => workload is T,
): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(team.workloads ?? {}).filter((named): named is [string, T] => is(named[1])));

/** Workloads of a team that are identities of AWS. */
export const awsWorkloadsOf = (team: Team) => those(team, isAwsWorkload);

/** Workloads of a team that are identities of Google Cloud. */
export const googleWorkloadsOf = (team: Team) => those(team, isGoogleWorkload);
