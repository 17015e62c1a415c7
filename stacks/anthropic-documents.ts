import { chosenModels, startFamilyOf } from "../constructs/core/model-choice";
import { holdersAt } from "../declaration/entries";
import { demandModels, modelSetOf } from "../declaration/models-of";
import type {
  AnthropicAwsEntry,
  ClaudeAiEntry,
  ConsoleEntry,
  Declaration,
  GatewayEntry,
  ProviderEntry,
  Team,
} from "../declaration/schema";
import { anthropicAwsKeySettings } from "../settings/anthropic-aws-settings";
import { anthropicModels } from "../settings/anthropic-models";
import { claudeAiSettings } from "../settings/claude-ai-settings";
import type { ClientDocument } from "../settings/client-settings-output";
import { consoleSettings } from "../settings/console-settings";
import type {
  AnthropicAwsKeyFacts,
  ClaudeAiFacts,
  ConsoleFacts,
  GatewayFacts,
  HelperSignIn,
  IdentityKey,
} from "../settings/facts";
import { gatewaySettings } from "../settings/gateway-settings";
import { clientWishes } from "./client-wishes";

/** One identity of a team at an entry, and what it is told. */
export interface Holder {
  readonly declaration: Declaration;
  readonly entryName: string;
  readonly teamName: string;
  readonly team: Team;
  readonly identity: IdentityKey;
}

/** Identities of a team that an entry serves; sorted. */
export const identitiesAt = (declaration: Declaration, entry: ProviderEntry, team: Team): readonly IdentityKey[] => {
  const { people, ci = {}, workloads = {} } = holdersAt(declaration, entry, team);
  return [
    ...Object.keys(ci).map((name) => `ci/${name}` as const),
    ...(people === undefined ? [] : ["people" as const]),
    ...Object.keys(workloads).map((name) => `workload/${name}` as const),
  ].sort();
};

const identityFacts = ({ declaration, entryName, teamName, identity }: Holder) => {
  const deliver = declaration.clients?.deliver;
  return {
    ...{ organization: declaration.organization, team: teamName, entry: entryName, identity },
    ...(deliver === undefined ? {} : { deliver }),
  };
};

/** Document of a person on Claude for Teams or Enterprise. */
export const claudeAiDocument = (holder: Holder, { organization }: ClaudeAiEntry): ClientDocument => {
  const { declaration, team } = holder;
  const set = modelSetOf(declaration, team);
  const facts: ClaudeAiFacts = {
    route: "claude-ai",
    ...identityFacts(holder),
    anthropicOrganizations: typeof organization === "string" ? [organization] : organization,
    models: set === undefined ? [] : anthropicModels(chosenModels(set)),
    ...(set === undefined ? {} : { startFamily: startFamilyOf(set) }),
    signIn: { kind: "claudeLogin" },
  };
  return { facts, settings: claudeAiSettings(facts, clientWishes(declaration.clients)) };
};

/** A workspace as a person is told to make it. */
const workspaceWords = ({
  name,
  dataResidency = {},
}: Exclude<ConsoleEntry["workspace"], string | undefined>): string => {
  const { workspaceGeo, defaultInferenceGeo, allowedInferenceGeos } = dataResidency;
  return [
    `"${name}"`,
    ...(workspaceGeo === undefined ? [] : [`data in ${workspaceGeo}`]),
    ...(defaultInferenceGeo === undefined ? [] : [`inference in ${defaultInferenceGeo}`]),
    ...(allowedInferenceGeos === undefined ? [] : [`inference allowed in ${allowedInferenceGeos.join(", ")}`]),
  ].join(", ");
};

/**
 * Document of an identity on the Claude Console.
 *
 * @param workspace may be a token
 */
export const consoleDocument = (
  holder: Holder,
  { organization, manage, workspace: declared }: ConsoleEntry,
  { signIn, workspace }: Pick<ConsoleFacts, "signIn" | "workspace">,
): ClientDocument => {
  const { declaration, team, teamName } = holder;
  const set = demandModels(declaration, teamName, team);
  const toMake = manage === "terraform" || typeof declared !== "object" ? undefined : workspaceWords(declared);
  const facts: ConsoleFacts = {
    route: "console",
    ...identityFacts(holder),
    anthropicOrganization: organization,
    ...(workspace === undefined ? {} : { workspace }),
    ...(toMake === undefined ? {} : { workspaceToMake: toMake }),
    ...(manage === undefined ? {} : { manage }),
    models: anthropicModels(chosenModels(set)),
    startFamily: startFamilyOf(set),
    signIn,
  };
  return { facts, settings: consoleSettings(facts, clientWishes(declaration.clients)) };
};

/** Document of an identity behind a gateway. */
export const gatewayDocument = (
  holder: Holder,
  entry: GatewayEntry,
  signIn: GatewayFacts["signIn"],
): ClientDocument => {
  const { declaration, team, teamName } = holder;
  const set = demandModels(declaration, teamName, team);
  const { apps, baseUrl, inFrontOf = "anthropic", region, geography, project, network } = entry;
  const { headers, modelDiscovery, modelNames } = entry;
  const api = apps === undefined ? inFrontOf : "apps";
  const facts: GatewayFacts = {
    route: "gateway",
    ...identityFacts(holder),
    ...{ api, baseUrl: apps?.url ?? baseUrl ?? "" },
    ...defined({ region, geography, project, headers, modelDiscovery, network }),
    ...defined({ internalNetworks: apps?.internalNetworks }),
    models: anthropicModels(chosenModels(set), { api, geography, names: modelNames }),
    startFamily: startFamilyOf(set),
    signIn,
  };
  return { facts, settings: gatewaySettings(facts, clientWishes(declaration.clients)) };
};

/** Document of an identity on Claude Platform on AWS that shows a key of the workspace. */
export const anthropicAwsKeyDocument = (
  holder: Holder,
  { account, region, workspace }: AnthropicAwsEntry,
  signIn: HelperSignIn,
): ClientDocument => {
  const { declaration, team, teamName } = holder;
  const set = demandModels(declaration, teamName, team);
  const facts: AnthropicAwsKeyFacts = {
    route: "anthropic-aws-key",
    ...identityFacts(holder),
    ...{ account, region, workspace },
    models: anthropicModels(chosenModels(set)),
    startFamily: startFamilyOf(set),
    signIn,
  };
  return { facts, settings: anthropicAwsKeySettings(facts, clientWishes(declaration.clients)) };
};

const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
