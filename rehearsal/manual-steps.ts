import {
  anthropicAwsGates,
  anthropicGoogleCloudGates,
  BEDROCK_GATES,
  consoleGates,
  DELETED_POOL_GATE,
  foundryGates,
  GATEWAY_GATES,
  type ManualGate,
  organizationGates,
  vertexGates,
} from "../catalog/manual-gates";
import type {
  AnthropicAwsFacts,
  AnthropicAwsKeyFacts,
  ClaudeAiFacts,
  ConsoleFacts,
  Facts,
  FoundryFacts,
  GatewayFacts,
} from "../settings/facts";

/** A gate that is still closed after an apply, and for what. */
export interface ManualStep extends ManualGate {
  /** Accounts, teams or identities that it is about, sorted; never empty. */
  readonly concerns: readonly string[];
}

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();

const byProject = <F extends { readonly project: string }>(
  facts: readonly F[],
  gatesOf: (project: string) => Readonly<Record<string, ManualGate>>,
): ManualStep[] =>
  distinct(facts.map(({ project }) => project)).flatMap((project) =>
    Object.values(gatesOf(project)).map((gate) => ({ ...gate, concerns: [`project ${project}`] })),
  );

/** Gates of each AWS account that has Claude Platform on AWS; the workspaces by their ids. */
const onClaudePlatform = (facts: readonly (AnthropicAwsFacts | AnthropicAwsKeyFacts)[]): ManualStep[] =>
  distinct(facts.map(({ account }) => account)).flatMap((account) => {
    const { signUp, workspace } = anthropicAwsGates(account);
    const here = facts.filter((each) => each.account === account);
    return [
      { ...signUp, concerns: [`account ${account}`] },
      { ...workspace, concerns: distinct(here.map((each) => `workspace ${each.workspace} in ${each.region}`)) },
    ];
  });

/** Gates of each Foundry account. */
const byAccount = (facts: readonly FoundryFacts[]): ManualStep[] => {
  const accounts = new Map(facts.map((each) => [each.resource, each]));
  return [...accounts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([resource, each]) =>
      Object.values(foundryGates(each)).map((gate) => ({ ...gate, concerns: [`account ${resource}`] })),
    );
};

const byEntry = <F extends Facts>(facts: readonly F[]): [string, F[]][] =>
  distinct(facts.map(({ entry }) => entry)).map((entry) => [entry, facts.filter((each) => each.entry === entry)]);

const identityOf = ({ team, entry, identity }: Facts): string => `${team}/${entry}/${identity}`;

const concerning = (gate: ManualGate, facts: readonly Facts[]): ManualStep => ({
  ...gate,
  concerns: distinct(facts.map(identityOf)),
});

/** Gates of Anthropic's own organizations. */
const inOrganizations = (facts: readonly (ClaudeAiFacts | ConsoleFacts)[]): ManualStep[] =>
  byEntry(facts).flatMap(([entry, each]) => {
    const { invite, serverSettings } = organizationGates(entry);
    const people = each.filter(({ signIn }) => signIn.kind === "claudeLogin" || signIn.kind === "consoleLogin");
    const claude = each.filter(({ route }) => route === "claude-ai");
    return [concerning(invite, people), concerning(serverSettings, claude)];
  });

/** Gates of the Console: what Terraform needs for it, or what people make in its place. */
const onConsole = (facts: readonly ConsoleFacts[]): ManualStep[] =>
  byEntry(facts).flatMap(([entry, each]) => {
    const [{ anthropicOrganization = "", workspace, workspaceToMake } = {}] = each as Partial<ConsoleFacts>[];
    const gates = consoleGates({
      ...{ entry, organization: anthropicOrganization, workspaceToMake },
      workspace: workspace ?? workspaceToMake,
    });
    const without = each.filter((facts) => facts.workspaceToMake !== undefined);
    const keys = each.filter(({ signIn }) => signIn.kind === "helper");
    const exchanging = each.filter(({ signIn }) => signIn.kind === "exchange");
    const open = exchanging.filter(({ signIn }) => signIn.kind === "exchange" && signIn.ruleId === undefined);
    const managed = each.filter(({ manage }) => manage === "terraform");
    return [
      concerning(gates.deploy, managed),
      concerning(gates.workspace, without),
      concerning(gates.key, keys),
      concerning(gates.federation, open),
    ];
  });

const atGateways = (facts: readonly GatewayFacts[]): ManualStep =>
  concerning(
    GATEWAY_GATES.token,
    facts.filter(({ signIn }) => signIn.kind !== "gatewayLogin"),
  );

/** Whether a group of an identity provider decides who somebody is. */
const hasGroup = (facts: Facts): boolean => {
  if (facts.route === "claude-ai" || facts.signIn.kind === "consoleLogin") return false;
  return facts.signIn.kind === "helper" ? facts.signIn.reader !== undefined : facts.route !== "gateway";
};

const isPipeline = ({ signIn }: Facts): boolean => signIn.kind === "federation";

/** What is left for people to do, once everything that `facts` tells of was applied; none that concerns nobody. */
export const manualSteps = (facts: readonly Facts[]): readonly ManualStep[] => {
  const bedrock = facts.filter((each) => each.route === "bedrock" || each.route === "mantle");
  const claudePlatform = facts.filter((each) => each.route === "anthropic-aws" || each.route === "anthropic-aws-key");
  const vertex = facts.filter((each) => each.route === "vertex");
  const anthropic = facts.filter((each) => each.route === "anthropic-google-cloud");
  const foundry = facts.filter((each) => each.route === "foundry");
  const anthropicRoutes = facts.filter((each) => each.route === "claude-ai" || each.route === "console");
  const onTheConsole = facts.filter((each) => each.route === "console");
  const gateways = facts.filter((each) => each.route === "gateway");
  const people = facts.filter((each) => each.identity === "people" && hasGroup(each));
  const identities = facts.map(identityOf);
  const pools = [...vertex, ...anthropic].filter(isPipeline);
  return [
    { ...BEDROCK_GATES.useCase, concerns: distinct(bedrock.map(({ account }) => `account ${account}`)) },
    ...onClaudePlatform(claudePlatform),
    ...byProject(vertex, vertexGates),
    ...byProject(anthropic, anthropicGoogleCloudGates),
    ...byAccount(foundry),
    ...inOrganizations(anthropicRoutes),
    ...onConsole(onTheConsole),
    atGateways(gateways),
    { ...DELETED_POOL_GATE, concerns: distinct(pools.map(({ project }) => `project ${project}`)) },
    { ...BEDROCK_GATES.groupMembers, concerns: distinct(people.map(({ team }) => `team ${team}`)) },
    { ...BEDROCK_GATES.deliverSettings, concerns: distinct(identities) },
  ].filter(({ concerns }) => concerns.length > 0);
};
