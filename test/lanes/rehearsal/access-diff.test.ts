import type { AccessDiff } from "../../../access/access-diff";
import { diffAccess } from "../../../access/diff-access";
import { type PlanSides, readPlanSides } from "../../../plans/read-plan";
import { isFailure } from "../../../plans/read-synth";
import { TerraformRun } from "./terraform-run";

const GROUP = "0f8fad5b-d9cb-469f-a165-70867728950e";
const GITHUB = "github: { repository: acme/payments, ownerId: 9919, repositoryId: 71234567, environment: production }";

const AWS = `
  here:
    route: bedrock
    account: "111122223333"
    region: eu-central-1
    geography: eu
    applicationProfiles: true
    signIn:
      identityCenter:
        { region: eu-central-1, startUrl: https://acme.awsapps.com/start, instanceArn: "arn:aws:sso:::instance/ssoins-6987c0ffee123456", identityStoreId: d-99c0ffee12 }`;
const AZURE = `
  here:
    route: foundry
    tenant: 99999999-8888-7777-6666-555555555555
    subscription: 11111111-2222-3333-4444-555555555555
    resourceGroup: rg-claude
    resource: acme-claude
    location: swedencentral
    anthropicTerms: { accept: true, organizationName: Acme, countryCode: DE, industry: technology }`;
const GOOGLE = `
  here: { route: vertex, project: acme-claude, projectNumber: "123456789012", region: eu, federation: serviceAccount }`;

const declaration = (entry: string, models: string, teams: string): string =>
  `organization: acme\nmodels:\n  everyday: { ${models} }\nproviders:${entry}\nteams:${teams}\n`;
const team = (name: string, ...holders: readonly string[]): string =>
  `\n  ${name}:\n    uses: here\n    models: everyday\n${holders.map((holder) => `    ${holder}`).join("\n")}`;

/** What a second declaration changes of what a first one has applied, by real Terraform. */
const between = async (providers: readonly string[], first: string, second: string): Promise<AccessDiff> => {
  const run = await TerraformRun.start(...providers);
  try {
    run.synth(first);
    const stacks = run.stacks();
    for (const stack of stacks) await run.apply(stack);
    run.synth(second);
    const plans: PlanSides[] = [];
    for (const stack of stacks) {
      const sides = readPlanSides(await run.showPlan(stack), { stack, synthText: run.synthText(stack) });
      if (isFailure(sides)) throw new Error(sides.failure);
      plans.push(sides);
    }
    return diffAccess(plans);
  } finally {
    run.stop();
  }
};

/** One line an identity: who, what comes, goes and stays, and what becomes of the ways in. */
const told = ({ identities }: AccessDiff): readonly string[] =>
  identities.map(({ change, holders, kind, models, entrances }) => {
    const some = (sign: string, items: readonly { name?: string; text?: string }[]) =>
      items.map(({ name, text }) => `${sign}${name ?? text}`).sort();
    const parts = [some("+", models.gained), some("-", models.lost), some("=", models.kept)].flat();
    const ways = `${entrances.gained.length} in, ${entrances.lost.length} out`;
    return `${change} ${kind} of ${holders.join(", ")}: ${parts.join(", ")}; ${ways}`;
  });

const BEFORE = "opus: claude-opus-4-8, sonnet: claude-sonnet-5, haiku: claude-haiku-4-5";
const AFTER = "opus: claude-opus-4-7, sonnet: claude-sonnet-5, haiku: claude-haiku-4-5";

test("a model that gives way to another, a team that comes and one that goes are told on AWS, application profiles included", async () => {
  const people = `people: { groupId: ${GROUP} }`;
  const stays = team("payments", people, `ci: { deploy: { ${GITHUB} } }`);
  const first = declaration(AWS, BEFORE, stays + team("leaving", people));
  const second = declaration(AWS, AFTER, stays + team("search", people));
  const kept = "=Claude Haiku 4.5, =Claude Sonnet 5";
  const all = (sign: string, opus: string) =>
    `${sign}Claude Haiku 4.5, ${sign}Claude Opus ${opus}, ${sign}Claude Sonnet 5`;
  expect(told(await between(["aws"], first, second))).toEqual([
    `removed permission set of leaving people: ${all("-", "4.8")}; 0 in, 1 out`,
    `changed role of payments ci/deploy: +Claude Opus 4.7, -Claude Opus 4.8, ${kept}; 0 in, 0 out`,
    `changed permission set of payments people: +Claude Opus 4.7, -Claude Opus 4.8, ${kept}; 0 in, 0 out`,
    `added permission set of search people: ${all("+", "4.7")}; 1 in, 0 out`,
  ]);
}, 180_000);

test("the same is told on Azure, where managed identities are known before and new ones only after the apply", async () => {
  const people = `people: { group: ${GROUP} }`;
  const stays = team("payments", people, `ci: { deploy: { ${GITHUB} } }`);
  const first = declaration(
    AZURE,
    BEFORE,
    stays + team("leaving", `ci: { deploy: { ${GITHUB.replace("payments", "leaving")} } }`),
  );
  const second = declaration(
    AZURE,
    AFTER,
    stays + team("search", `ci: { deploy: { ${GITHUB.replace("payments", "search")} } }`),
  );
  const kept = "=Claude Haiku 4.5, =Claude Sonnet 5";
  const all = (sign: string, opus: string) =>
    `${sign}Claude Haiku 4.5, ${sign}Claude Opus ${opus}, ${sign}Claude Sonnet 5`;
  expect(told(await between(["azurerm", "azuread", "azapi"], first, second))).toEqual([
    `removed managed identity of leaving ci/deploy: ${all("-", "4.8")}; 0 in, 1 out`,
    `changed managed identity of payments ci/deploy: +Claude Opus 4.7, -Claude Opus 4.8, ${kept}; 0 in, 0 out`,
    `changed group of payments people: +Claude Opus 4.7, -Claude Opus 4.8, ${kept}; 0 in, 0 out`,
    `added managed identity of search ci/deploy: ${all("+", "4.7")}; 1 in, 0 out`,
  ]);
}, 180_000);

test("the same is told on Google Cloud, through service accounts and an organization policy of another stack", async () => {
  const people = (name: string) => `people: { group: ${name}@acme.example }`;
  const stays = team("payments", people("payments"), `ci: { deploy: { ${GITHUB} } }`);
  const first = declaration(GOOGLE, BEFORE, stays + team("leaving", people("leaving")));
  const second = declaration(GOOGLE, AFTER, stays + team("search", people("search")));
  const lines = told(await between(["google"], first, second));
  expect(lines.map((line) => line.replace(/Claude /g, ""))).toEqual([
    "removed group of leaving people: -Haiku 4.5, -Opus 4.8, -Sonnet 5; 0 in, 0 out",
    "changed service account of payments ci/deploy: +Opus 4.7, -Opus 4.8, =Haiku 4.5, =Sonnet 5; 0 in, 0 out",
    "changed group of payments people: +Opus 4.7, -Opus 4.8, =Haiku 4.5, =Sonnet 5; 0 in, 0 out",
    "added group of search people: +Haiku 4.5, +Opus 4.7, +Sonnet 5; 0 in, 0 out",
  ]);
}, 180_000);
