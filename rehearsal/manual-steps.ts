import {
  anthropicGoogleCloudGates,
  BEDROCK_GATES,
  DELETED_POOL_GATE,
  foundryGates,
  type ManualGate,
  vertexGates,
} from "../catalog/manual-gates";
import type { Facts, FoundryFacts } from "../settings/facts";

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

/** Gates of each Foundry account. */
const byAccount = (facts: readonly FoundryFacts[]): ManualStep[] => {
  const accounts = new Map(facts.map((each) => [each.resource, each]));
  return [...accounts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([resource, each]) =>
      Object.values(foundryGates(each)).map((gate) => ({ ...gate, concerns: [`account ${resource}`] })),
    );
};

const isPipeline = ({ signIn }: Facts): boolean => signIn.kind === "federation";

/** What is left for people to do, once everything that `facts` tells of was applied; none that concerns nobody. */
export const manualSteps = (facts: readonly Facts[]): readonly ManualStep[] => {
  const bedrock = facts.filter((each) => each.route === "bedrock");
  const vertex = facts.filter((each) => each.route === "vertex");
  const anthropic = facts.filter((each) => each.route === "anthropic-google-cloud");
  const foundry = facts.filter((each) => each.route === "foundry");
  const people = facts.filter(({ identity }) => identity === "people");
  const identities = facts.map(({ team, entry, identity }) => `${team}/${entry}/${identity}`);
  const pools = [...vertex, ...anthropic].filter(isPipeline);
  return [
    { ...BEDROCK_GATES.useCase, concerns: distinct(bedrock.map(({ account }) => `account ${account}`)) },
    ...byProject(vertex, vertexGates),
    ...byProject(anthropic, anthropicGoogleCloudGates),
    ...byAccount(foundry),
    { ...DELETED_POOL_GATE, concerns: distinct(pools.map(({ project }) => `project ${project}`)) },
    { ...BEDROCK_GATES.groupMembers, concerns: distinct(people.map(({ team }) => `team ${team}`)) },
    { ...BEDROCK_GATES.deliverSettings, concerns: distinct(identities) },
  ].filter(({ concerns }) => concerns.length > 0);
};
