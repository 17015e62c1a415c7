import type { BedrockEntry, Declaration, FoundryEntry, GoogleEntry, ProviderEntry, Team, Workload } from "./schema";

/** The entries that a team uses and that are declared, by name, each once. */
export const entriesOf = (declaration: Declaration, team: Team): [string, ProviderEntry][] =>
  [...new Set(usesOf(team))].flatMap((name) => {
    const entry = Object.hasOwn(declaration.providers, name) ? declaration.providers[name] : undefined;
    return entry === undefined ? [] : [[name, entry] as [string, ProviderEntry]];
  });

const isBedrock = (named: [string, ProviderEntry]): named is [string, BedrockEntry] => named[1].route === "bedrock";
const isGoogle = (named: [string, ProviderEntry]): named is [string, GoogleEntry] =>
  named[1].route === "vertex" || named[1].route === "anthropic-google-cloud";
const isFoundry = (named: [string, ProviderEntry]): named is [string, FoundryEntry] => named[1].route === "foundry";

/** Those of them on Amazon Bedrock. */
export const bedrockEntriesOf = (declaration: Declaration, team: Team): [string, BedrockEntry][] =>
  entriesOf(declaration, team).filter(isBedrock);

/** Those of them in a Google Cloud project. */
export const googleEntriesOf = (declaration: Declaration, team: Team): [string, GoogleEntry][] =>
  entriesOf(declaration, team).filter(isGoogle);

/** Those of them on Microsoft Foundry. */
export const foundryEntriesOf = (declaration: Declaration, team: Team): [string, FoundryEntry][] =>
  entriesOf(declaration, team).filter(isFoundry);

/** Every declared entry on Amazon Bedrock, by name. */
export const allBedrock = ({ providers }: Declaration): [string, BedrockEntry][] =>
  Object.entries(providers).filter(isBedrock);

/** Every declared entry in a Google Cloud project, by name. */
export const allGoogle = ({ providers }: Declaration): [string, GoogleEntry][] =>
  Object.entries(providers).filter(isGoogle);

/** Every declared entry on Microsoft Foundry, by name. */
export const allFoundry = ({ providers }: Declaration): [string, FoundryEntry][] =>
  Object.entries(providers).filter(isFoundry);

/** Names of the entries that a team uses, as a list. */
export const usesOf = ({ uses }: Team): readonly string[] => (typeof uses === "string" ? [uses] : uses);

/** Teams that use an entry, by name; sorted. */
export const teamsOf = ({ teams }: Declaration, entry: string): [string, Team][] =>
  Object.entries(teams)
    .filter(([, team]) => usesOf(team).includes(entry))
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Kinds of workloads by the cloud that they run on; every other is one of AWS. */
const ON_GOOGLE = ["gke", "cloudRun", "computeEngine", "serviceAccount", "impersonation", "serviceAccountKey"] as const;
const ON_AZURE = ["aks", "managedIdentity", "existingIdentity", "application", "clientSecret"] as const;
type Having<K extends string> = Extract<Workload, { [P in K]: Record<P, unknown> }[K]>;
type OnGoogle = Having<(typeof ON_GOOGLE)[number]>;
type OnAzure = Having<(typeof ON_AZURE)[number]>;

const isGoogleWorkload = (workload: Workload): workload is OnGoogle =>
  ON_GOOGLE.some((kind) => Object.hasOwn(workload, kind));
const isAzureWorkload = (workload: Workload): workload is OnAzure =>
  ON_AZURE.some((kind) => Object.hasOwn(workload, kind));
const isAwsWorkload = (workload: Workload): workload is Exclude<Workload, OnGoogle | OnAzure> =>
  !isGoogleWorkload(workload) && !isAzureWorkload(workload);

/** Clouds, as a reader calls them. */
export type Cloud = "AWS" | "Azure" | "Google Cloud";

/** The cloud whose identity a workload is. */
export const cloudOfWorkload = (workload: Workload): Cloud => {
  if (isGoogleWorkload(workload)) return "Google Cloud";
  return isAzureWorkload(workload) ? "Azure" : "AWS";
};

/** The cloud that an entry lies in. */
export const cloudOfEntry = ({ route }: ProviderEntry): Cloud => {
  if (route === "bedrock") return "AWS";
  return route === "foundry" ? "Azure" : "Google Cloud";
};

const those = <T extends Workload>(
  team: Team,
  is: (workload: Workload) => workload is T,
): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(team.workloads ?? {}).filter((named): named is [string, T] => is(named[1])));

/** Workloads of a team that are identities of AWS. */
export const awsWorkloadsOf = (team: Team) => those(team, isAwsWorkload);

/** Workloads of a team that are identities of Google Cloud. */
export const googleWorkloadsOf = (team: Team) => those(team, isGoogleWorkload);

/** Workloads of a team that are identities of Azure. */
export const azureWorkloadsOf = (team: Team) => those(team, isAzureWorkload);

/** Workloads of a team that are identities of one cloud. */
export const workloadsIn = (cloud: Cloud, { workloads = {} }: Team): Readonly<Record<string, Workload>> =>
  Object.fromEntries(Object.entries(workloads).filter(([, workload]) => cloudOfWorkload(workload) === cloud));
