import { ANTHROPIC_AWS_PERMISSIONS } from "../catalog/anthropic-aws-permissions";
import { BEDROCK_PERMISSIONS, type Permission } from "../catalog/bedrock-permissions";
import { findDestinations, GEOGRAPHIES, type Geography, knownGeographies } from "../catalog/bedrock-profiles";
import { SETTINGS_KEYS } from "../catalog/client-settings";
import { CLIENT_VARIABLES } from "../catalog/client-variables";
import { CLIENT_GATES } from "../catalog/client-versions";
import { BOUNDARY_LIMITS, DEPLOYER_PERMISSIONS, PASSED_TO } from "../catalog/deployer-permissions";
import { MANTLE_PERMISSIONS } from "../catalog/mantle-permissions";
import { MODELS, type Model } from "../catalog/models";
import type { Source } from "../catalog/source";
import { OTHER_STATES, S3_STATE_PERMISSIONS } from "../catalog/state-permissions";
import { RULES } from "../policies/rules/index";
import { rulesTable } from "../policies/rules-table";
import { credentialTables } from "./credential-tables";
import { alignTable, code, markdownTable } from "./markdown-table";

/** One file below `docs/` that is written from data. */
export interface GeneratedPage {
  /** Name in `docs/`. */
  readonly file: string;
  /** The whole text. */
  readonly text: string;
}

const page = (file: string, from: string, ...parts: readonly string[]): GeneratedPage => ({
  file,
  text: [`<!-- Written by \`npm run docs\` from ${from}. Edit those, not this. -->\n`, ...parts].join("\n"),
});
const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
const codes = (texts: readonly string[], none: string): string =>
  texts.length === 0 ? none : [...texts].sort(compare).map(code).join(" ");
const read = ({ source, date }: Source): string[] => [source, date];

const rules = (): GeneratedPage =>
  page(
    "rules.md",
    "policies/rules/",
    "# What must never be planned\n",
    "Asked of every synth, and of plans by `claude-access check --plan FILE`. A finding is violated or undecided; undecided is not passed.\n",
    alignTable(rulesTable([...RULES].sort((a, b) => compare(a.id, b.id)))),
  );

const clientPermissions = (): string =>
  markdownTable(
    ["action", "why a client needs it", "resource types", "source", "read"],
    [BEDROCK_PERMISSIONS, MANTLE_PERMISSIONS, ANTHROPIC_AWS_PERMISSIONS]
      .flatMap((one): Permission[] => Object.values(one))
      .sort((a, b) => compare(a.action, b.action))
      .map((one) => [code(one.action), one.reason, codes(one.resources, "none: takes `*` only"), ...read(one)]),
  );

const deployerPermissions = (): string =>
  markdownTable(
    ["Terraform type", "limited to", "plan", "apply, besides", "source", "read"],
    Object.entries(DEPLOYER_PERMISSIONS)
      .sort(([a], [b]) => compare(a, b))
      .map(([type, one]) => [
        code(type),
        one.on === "any" ? "not limited" : one.on,
        codes(one.plan, "-"),
        codes(one.apply, "-"),
        ...read(one),
      ]),
  );

const passedRoles = (): string =>
  markdownTable(
    ["Terraform type", "service that gets the role"],
    Object.entries(PASSED_TO)
      .sort(([a], [b]) => compare(a, b))
      .map(([type, service]) => [code(type), code(service)]),
  );

/** Things of an S3 backend in a reader's words. */
const STATE_THINGS: Readonly<Record<keyof typeof S3_STATE_PERMISSIONS, string>> = {
  bucket: "the bucket",
  object: "the stack's object",
  lockFile: "the object's lock, `KEY.tflock`",
  lockTable: "the lock table",
  encryptionKey: "the encryption key",
};

const statePermissions = (): string =>
  markdownTable(
    ["on", "plan", "apply, besides", "why", "source", "read"],
    (Object.keys(STATE_THINGS) as (keyof typeof STATE_THINGS)[]).map((thing) => {
      const one = S3_STATE_PERMISSIONS[thing];
      return [STATE_THINGS[thing], codes(one.plan, "-"), codes(one.apply, "-"), one.reason, ...read(one)];
    }),
  );

const otherStates = (): string =>
  markdownTable(
    ["backend", "what the deployer needs"],
    Object.entries(OTHER_STATES)
      .sort(([a], [b]) => compare(a, b))
      .map(([backend, sentence]) => [code(backend), sentence]),
  );

const boundaryLimits = (): string => {
  const { key, conditioned, never, source, date } = BOUNDARY_LIMITS;
  return [
    `Where an entry declares \`permissionsBoundary\`, ${codes(conditioned, "-")} are allowed under the condition \`${key}\` only (on the`,
    `stack's own roles), and ${codes(never, "-")} not at all. Whoever declares the boundary no longer, or another one, prints the policies again`,
    `before the apply (${source}, read ${date}).\n`,
  ].join("\n");
};

const permissions = (): GeneratedPage =>
  page(
    "permissions.md",
    "catalog/{bedrock,mantle,anthropic-aws,deployer,state}-permissions.ts",
    "# Permissions\n\n## What a client on Bedrock, Mantle or Claude Platform on AWS may be granted\n\nNo other action is ever written.\n",
    clientPermissions(),
    "## What the deployer needs\n\nBy what a stack is made of; `claude-access explain --deployer` prints the policies of a declaration.\n",
    deployerPermissions(),
    "`iam:PassRole`, where a role is handed to a service:\n",
    passedRoles(),
    boundaryLimits(),
    "## What the deployer needs for the state\n\nPrinted under `state`, by stack, for an S3 backend; a table or key that has no ARN is one of the deployer's own account.\n",
    statePermissions(),
    otherStates(),
  );

const settingsKeys = (): string =>
  markdownTable(
    ["key", "type", "places", "since", "source", "read"],
    [...SETTINGS_KEYS]
      .sort((a, b) => compare(a.name, b.name))
      .map((key) => [code(key.name), key.type, key.places, key.since ?? "before 2.1.51", ...read(key)]),
  );

const variables = (): string =>
  markdownTable(
    ["variable", "decides", "managed document", "source", "read"],
    [...CLIENT_VARIABLES]
      .sort((a, b) => compare(a.role, b.role) || compare(a.name, b.name))
      .map((one) => [code(one.name), one.role, one.closedBy === undefined ? "open" : 'closed by `""`', ...read(one)]),
  );

const versions = (): string =>
  markdownTable(
    ["what", "since", "source", "read"],
    Object.entries(CLIENT_GATES)
      .sort(([a], [b]) => compare(a, b))
      .map(([name, gate]) => [code(name), gate.since, ...read(gate)]),
  );

const clientSettings = (): GeneratedPage =>
  page(
    "client-settings.md",
    "catalog/client-settings.ts, catalog/client-variables.ts and catalog/client-versions.ts",
    "# What a client reads\n\n## Keys of a settings document\n\n`managed`: honoured from managed sources only.\n",
    settingsKeys(),
    "## Variables\n\nWhat a managed document does about a variable that access itself does not set. Open: it cannot be closed, or closing it would break other commands.\n",
    variables(),
    "## Versions\n\nAn older client ignores these, silently.\n",
    versions(),
  );

const destinationsRow = ({ id }: Model, geography: Geography): string[] => {
  const known = findDestinations(id, geography);
  if (known === undefined) throw new Error(`The catalog lists ${geography} for ${id}, and does not know it`);
  const regions = geography === "global" ? "any region; the grant names none" : known.regions.join(", ");
  return [code(id), geography, regions, ...read(known)];
};

/** A global profile names no regions, and in-region there is no profile to ask AWS about. */
const isPlanAWay = (geography: Geography): boolean => geography !== "global" && geography !== "in-region";

const undecidedRows = ({ id }: Model): string[][] => {
  const unknown = GEOGRAPHIES.filter((geography) => !knownGeographies(id).includes(geography));
  const ways = [
    { way: "`profiles:` or `resolve: plan`", geographies: unknown.filter(isPlanAWay) },
    { way: "`profiles:`", geographies: unknown.filter((geography) => !isPlanAWay(geography)) },
  ];
  return ways
    .filter(({ geographies }) => geographies.length > 0)
    .map(({ way, geographies }) => [code(id), geographies.join(", "), `undecided: supply it under ${way}`, "-", "-"]);
};

const models = (): GeneratedPage => {
  const names = MODELS.map((one) => [
    code(one.id),
    one.family,
    one.bedrock === undefined ? "not offered, as far as is known" : code(one.bedrock),
    code(one.anthropic),
    ...read(one),
  ]);
  const destinations = MODELS.flatMap((model) => [
    ...knownGeographies(model.id).map((geography) => destinationsRow(model, geography)),
    ...undecidedRows(model),
  ]);
  return page(
    "models.md",
    "catalog/models.ts and catalog/bedrock-profiles.ts",
    "# Models\n\n## Names\n\nBy family, newest first.\n",
    markdownTable(["model", "family", "on Bedrock", "on Anthropic's API", "source", "read"], names),
    "## Where the requests of a profile may be answered\n\nThe region that a profile is called from is granted besides those listed. Undecided is never read as all regions.\n",
    markdownTable(["model", "geography", "destinations", "source", "read"], destinations),
  );
};

const credentials = (): GeneratedPage =>
  page("credential-sources.md", "catalog/credential-sources.ts", ...credentialTables());

/** Every page below `docs/` that `npm run docs` writes, by the order of their names. */
export const generatedPages = (): readonly GeneratedPage[] => [
  clientSettings(),
  credentials(),
  models(),
  permissions(),
  rules(),
];
