import type { Facts } from "../settings/facts";
import type { Changes } from "./deploy-log";
import { manualSteps } from "./manual-steps";
import { changesText } from "./show-progress";

/** What a rehearsal has to tell at its end. */
export interface RehearsalResult {
  /** Path of the declaration, as a reader would type it. */
  readonly declaration: string;
  /** Facts of every team and identity. */
  readonly facts: readonly Facts[];
  /** What the apply of each stack did. */
  readonly changes: Readonly<Record<string, Changes>>;
  /** Kind of backend that the declaration names. @example "s3" */
  readonly backend: string;
  readonly stateFolder: string;
  readonly clientsFolder: string;
  readonly logFile: string;
  readonly seconds: number;
}

const total = (changes: Readonly<Record<string, Changes>>): Changes => {
  const all = Object.values(changes);
  const sum = (key: keyof Changes) => all.reduce((count, each) => count + each[key], 0);
  return { added: sum("added"), changed: sum("changed"), destroyed: sum("destroyed") };
};

const whatChanged = ({ changes }: RehearsalResult): string[] => {
  const sum = changesText(total(changes));
  if (sum === "no changes") return ["Nothing changes: what is declared is what is there."];
  const stacks = Object.keys(changes).sort();
  return [
    `What changed: ${sum}`,
    ...stacks.map((stack) => `  ${stack}: ${changesText(changes[stack] ?? { added: 0, changed: 0, destroyed: 0 })}`),
  ];
};

const through = ({ signIn }: Facts): string => {
  switch (signIn.kind) {
    case "identityCenter":
      return `sign in at ${signIn.startUrl}`;
    case "ambient":
    case "federation":
      return `signed in by ${signIn.source}`;
    case "googleAccount":
      return "sign in with a Google account, by gcloud";
    case "azureCli":
      return "sign in with the account of the organization, by az";
    case "workforce":
      return "sign in with the company's own account, by gcloud";
    case "claudeLogin":
      return "sign in with an account of Claude for Teams or Enterprise";
    case "consoleLogin":
      return "sign in with an account of the Claude Console";
    case "gatewayLogin":
      return "sign in at the gateway";
    case "helper":
      return `with the key "${signIn.key}" of ${signIn.source}, read by a helper`;
    case "variable":
      return `with the gateway's token in ${signIn.variable}`;
    case "exchange":
      return `with tokens of ${signIn.source}, exchanged`;
    default:
      return `sign in with ${signIn.command}`;
  }
};

const placeOf = (facts: Facts): string => {
  switch (facts.route) {
    case "bedrock":
      return `Amazon Bedrock in ${facts.region}, account ${facts.account}`;
    case "mantle":
      return `Bedrock Mantle in ${facts.region}, account ${facts.account}`;
    case "anthropic-aws-key":
    case "anthropic-aws":
      return `Claude Platform on AWS in ${facts.region}, account ${facts.account}, workspace ${facts.workspace}`;
    case "vertex":
      return `Vertex AI in ${facts.region}, project ${facts.project}`;
    case "foundry":
      return `Microsoft Foundry in ${facts.location}, account ${facts.resource}`;
    case "anthropic-google-cloud":
      return `Claude on Google Cloud by Anthropic in ${facts.location}, project ${facts.project}`;
    case "claude-ai":
      return `Claude for Teams or Enterprise, organization ${facts.anthropicOrganizations.join(" or ")}`;
    case "console":
      return `Claude Console, organization ${facts.anthropicOrganization}`;
    case "gateway":
      return `gateway ${facts.baseUrl}`;
  }
};

const modelsOf = ({ models }: Facts): string => {
  if (models.length === 0) return "the models that the organization's own settings allow";
  return models
    .map(({ model, retiringUntil }) => (retiringUntil === undefined ? model : `${model} (until ${retiringUntil})`))
    .join(", ");
};

const grants = (facts: readonly Facts[]): string[] => {
  const width = Math.max(...facts.map(({ team, identity }) => `${team} ${identity}`.length));
  return facts.flatMap((each, index) => {
    const { entry, team, identity } = each;
    const title = `  ${entry}: ${placeOf(each)}`;
    return [
      ...(facts[index - 1]?.entry === entry ? [] : [title]),
      `    ${`${team} ${identity}`.padEnd(width)}  ${modelsOf(each)}`,
      `    ${" ".repeat(width)}  ${through(each)}`,
    ];
  });
};

const MOST_NAMED = 4;

const named = (concerns: readonly string[]): string => {
  const more = concerns.length - MOST_NAMED;
  return more > 1 ? `${concerns.slice(0, MOST_NAMED).join(", ")} and ${more} more` : concerns.join(", ");
};

const stepsLeft = (facts: readonly Facts[]): string[] =>
  manualSteps(facts).flatMap(({ what, who, where, how, concerns }, index) => [
    `  ${index + 1}. ${what} (${named(concerns)})`,
    `     who:   ${who}`,
    `     where: ${where}`,
    `     how:   ${how}`,
  ]);

const byPlace = (a: Facts, b: Facts): number => {
  const [one, other] = [a, b].map(({ entry, team, identity }) => [entry, team, identity].join("\n"));
  return (one ?? "") < (other ?? "") ? -1 : 1;
};

/** The end of a rehearsal, for a person: what changed, who can use what, what is left to do, where the files lie. */
export const rehearsalSummary = (result: RehearsalResult): string => {
  const facts = [...result.facts].sort(byPlace);
  return [
    "",
    `Rehearsal of ${result.declaration}, ${result.seconds.toFixed(1)} s. No cloud was called: stand-ins took the place of the`,
    `providers, and state is kept in ${result.stateFolder} instead of the declared ${result.backend} backend.`,
    "",
    ...whatChanged(result),
    "",
    "Who can now use which models, through what (rehearsed)",
    ...grants(facts),
    "",
    "What is left for people to do, with a real account",
    ...stepsLeft(facts),
    "",
    "Where the files for the clients lie, by TEAM/ENTRY/IDENTITY, each with a README.md for its holder",
    `  ${result.clientsFolder}`,
    `  log of the deploy: ${result.logFile}`,
    "",
  ].join("\n");
};
