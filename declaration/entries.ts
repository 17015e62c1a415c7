import type {
  AnthropicAwsEntry,
  AwsEntry,
  BedrockEntry,
  ClaudeAiEntry,
  ConsoleEntry,
  Declaration,
  FoundryEntry,
  GatewayEntry,
  GoogleEntry,
  KeyPlace,
  ProviderEntry,
  Team,
  Workload,
} from "./schema";

/** The entries that a team uses and that are declared, by name, each once. */
export const entriesOf = (declaration: Declaration, team: Team): [string, ProviderEntry][] =>
  [...new Set(usesOf(team))].flatMap((name) => {
    const entry = Object.hasOwn(declaration.providers, name) ? declaration.providers[name] : undefined;
    return entry === undefined ? [] : [[name, entry] as [string, ProviderEntry]];
  });

/** Whether every entry that a team uses is declared, so that what none of them serves is known. */
export const usesWholly = (declaration: Declaration, team: Team): boolean =>
  usesOf(team).every((name) => Object.hasOwn(declaration.providers, name));

const isAws = (named: [string, ProviderEntry]): named is [string, AwsEntry] => cloudOfEntry(named[1]) === "AWS";
const isBedrock = (named: [string, ProviderEntry]): named is [string, BedrockEntry] => named[1].route === "bedrock";
const isGoogle = (named: [string, ProviderEntry]): named is [string, GoogleEntry] =>
  named[1].route === "vertex" || named[1].route === "anthropic-google-cloud";
const isFoundry = (named: [string, ProviderEntry]): named is [string, FoundryEntry] => named[1].route === "foundry";

/** Those of them in an AWS account. */
export const awsEntriesOf = (declaration: Declaration, team: Team): [string, AwsEntry][] =>
  entriesOf(declaration, team).filter(isAws);

/** Those of them on Amazon Bedrock. */
export const bedrockEntriesOf = (declaration: Declaration, team: Team): [string, BedrockEntry][] =>
  entriesOf(declaration, team).filter(isBedrock);

/** Those of them in a Google Cloud project. */
export const googleEntriesOf = (declaration: Declaration, team: Team): [string, GoogleEntry][] =>
  entriesOf(declaration, team).filter(isGoogle);

/** Those of them on Microsoft Foundry. */
export const foundryEntriesOf = (declaration: Declaration, team: Team): [string, FoundryEntry][] =>
  entriesOf(declaration, team).filter(isFoundry);

/**
 * Places where a team's holders have identities: the entries that it uses; for one whose key lies in a cloud, the entry of
 * that cloud, under the name of the one that is used.
 */
const placesOf = (declaration: Declaration, team: Team): [string, ProviderEntry][] =>
  entriesOf(declaration, team).map(([name, entry]) => {
    const key = keyOf(entry);
    const place = key === undefined ? undefined : entryOfKey(declaration, key);
    return [name, place ?? entry];
  });

/** Those of them in AWS accounts. */
export const awsPlacesOf = (declaration: Declaration, team: Team): [string, AwsEntry][] =>
  placesOf(declaration, team).filter(isAws);

/** Those of them in projects of Google Cloud. */
export const googlePlacesOf = (declaration: Declaration, team: Team): [string, GoogleEntry][] =>
  placesOf(declaration, team).filter(isGoogle);

/** Those of them on Azure. */
export const azurePlacesOf = (declaration: Declaration, team: Team): [string, FoundryEntry][] =>
  placesOf(declaration, team).filter(isFoundry);

/** A team with identities at an entry of a cloud, under the name that tells this place apart. */
export interface PlacedTeam {
  readonly place: string;
  readonly name: string;
  readonly team: Team;
}

/** Teams with identities at an entry of a cloud: those that use it, and those whose key lies there. */
export const teamsPlacedAt = (declaration: Declaration, entryName: string): readonly PlacedTeam[] => {
  const at = (place: string) => teamsOf(declaration, place).map(([name, team]) => ({ place, name, team }));
  const keyed = Object.keys(declaration.providers)
    .sort()
    .filter((name) => {
      const entry = declaration.providers[name];
      const key = entry === undefined ? undefined : keyOf(entry);
      return key !== undefined && "in" in key && key.in === entryName;
    });
  return [entryName, ...keyed].flatMap(at);
};

/** Every declared entry in an AWS account, by name. */
export const allAws = ({ providers }: Declaration): [string, AwsEntry][] => Object.entries(providers).filter(isAws);

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
const ON_ANTHROPIC = ["kubernetes", "googleToken", "entraToken", "awsToken", "token"] as const;
type Having<K extends string> = Extract<Workload, { [P in K]: Record<P, unknown> }[K]>;
type OnGoogle = Having<(typeof ON_GOOGLE)[number]>;
type OnAzure = Having<(typeof ON_AZURE)[number]>;
type OnAnthropic = Having<(typeof ON_ANTHROPIC)[number]>;
type Host = Having<"host">;

const isGoogleWorkload = (workload: Workload): workload is OnGoogle =>
  ON_GOOGLE.some((kind) => Object.hasOwn(workload, kind));
const isAzureWorkload = (workload: Workload): workload is OnAzure =>
  ON_AZURE.some((kind) => Object.hasOwn(workload, kind));
const isAnthropicWorkload = (workload: Workload): workload is OnAnthropic =>
  ON_ANTHROPIC.some((kind) => Object.hasOwn(workload, kind));
const isHost = (workload: Workload): workload is Host => Object.hasOwn(workload, "host");
const isAwsWorkload = (workload: Workload): workload is Exclude<Workload, OnGoogle | OnAzure | OnAnthropic | Host> =>
  !isGoogleWorkload(workload) && !isAzureWorkload(workload) && !isAnthropicWorkload(workload) && !isHost(workload);

/** Where a workload's identity comes from, as a reader calls it; `no cloud`: a machine that has none. */
export type Cloud = "AWS" | "Anthropic" | "Azure" | "Google Cloud" | "no cloud";

/** The cloud whose identity a workload is. */
export const cloudOfWorkload = (workload: Workload): Cloud => {
  if (isGoogleWorkload(workload)) return "Google Cloud";
  if (isAzureWorkload(workload)) return "Azure";
  if (isAnthropicWorkload(workload)) return "Anthropic";
  return isHost(workload) ? "no cloud" : "AWS";
};

const CLOUD_OF_ROUTE = {
  bedrock: "AWS",
  mantle: "AWS",
  "anthropic-aws": "AWS",
  vertex: "Google Cloud",
  "anthropic-google-cloud": "Google Cloud",
  foundry: "Azure",
} as const;

/** The cloud that an entry's holders have identities in; undefined for Anthropic's own routes, gateways, and a workspace's key. */
export const cloudOfEntry = (entry: ProviderEntry): "AWS" | "Azure" | "Google Cloud" | undefined => {
  const { route } = entry;
  if (route === "anthropic-aws" && entry.key !== undefined) return undefined;
  return Object.hasOwn(CLOUD_OF_ROUTE, route) ? CLOUD_OF_ROUTE[route as keyof typeof CLOUD_OF_ROUTE] : undefined;
};

/** An entry whose clients show no identity of a cloud: on a route of Anthropic's own, behind a gateway, or with a key. */
export type AnthropicEntry = ClaudeAiEntry | ConsoleEntry | GatewayEntry | AnthropicAwsEntry;

const isAnthropic = (named: [string, ProviderEntry]): named is [string, AnthropicEntry] =>
  cloudOfEntry(named[1]) === undefined;

/** Those of a team's entries on Anthropic's own routes and gateways. */
export const anthropicEntriesOf = (declaration: Declaration, team: Team): [string, AnthropicEntry][] =>
  entriesOf(declaration, team).filter(isAnthropic);

/** Every declared entry on Anthropic's own routes and gateways, by name. */
export const allAnthropic = ({ providers }: Declaration): [string, AnthropicEntry][] =>
  Object.entries(providers).filter(isAnthropic);

/** Where an entry's key lies, for one whose clients read a key with a helper; undefined: they do not. */
export const keyOf = (entry: ProviderEntry): KeyPlace | undefined => {
  if (entry.route === "console" || entry.route === "anthropic-aws") return entry.key;
  if (entry.route !== "gateway" || entry.token === undefined || "variable" in entry.token) return undefined;
  return entry.token;
};

/** The entry in whose cloud a key lies; undefined: it lies elsewhere, or nothing of that name is declared. */
export const entryOfKey = ({ providers }: Declaration, key: KeyPlace): ProviderEntry | undefined =>
  "in" in key && Object.hasOwn(providers, key.in) ? providers[key.in] : undefined;

/** Whom an entry serves: people, pipelines, and workloads by where their identity comes from. */
export interface Served {
  readonly people: boolean;
  readonly ci: boolean;
  readonly workloads: readonly Cloud[];
}

const MACHINES_WITH_KEY = { people: true, ci: true, workloads: ["no cloud"] } as const;

/** A sign-in is a person's, a federated token a machine's, and a key in a cloud goes to whoever has an identity there. */
export const servedBy = (declaration: Declaration, entry: ProviderEntry): Served => {
  const cloud = cloudOfEntry(entry);
  if (cloud !== undefined) return { people: true, ci: true, workloads: [cloud] };
  const key = keyOf(entry);
  if (key !== undefined) {
    const place = entryOfKey(declaration, key);
    const where = place === undefined ? undefined : cloudOfEntry(place);
    return where === undefined ? MACHINES_WITH_KEY : { people: true, ci: true, workloads: [where] };
  }
  if (entry.route === "console" && entry.federation !== undefined) {
    return { people: false, ci: true, workloads: ["Anthropic"] };
  }
  if (entry.route === "gateway" && entry.baseUrl !== undefined) return MACHINES_WITH_KEY;
  return { people: true, ci: false, workloads: [] };
};

/** The holders of a team that an entry serves. */
export const holdersAt = (
  declaration: Declaration,
  entry: ProviderEntry,
  team: Team,
): Pick<Team, "people" | "ci" | "workloads"> => {
  const served = servedBy(declaration, entry);
  return {
    ...(served.people && team.people !== undefined ? { people: team.people } : {}),
    ...(served.ci && team.ci !== undefined ? { ci: team.ci } : {}),
    workloads: Object.fromEntries(
      Object.entries(team.workloads ?? {}).filter(([, workload]) =>
        served.workloads.includes(cloudOfWorkload(workload)),
      ),
    ),
  };
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
