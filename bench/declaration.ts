import type { Declaration, Team } from "../declaration/schema";

/** Clouds that a declaration of the bench can lie in. */
export const CLOUDS = ["aws", "azure", "google"] as const;
export type BenchCloud = (typeof CLOUDS)[number];

/** The entry that the teams of a cloud use. */
export const ENTRY_OF = { aws: "aws-eu", azure: "azure-se", google: "gcp-eu" } as const;

const identitiesOf: Readonly<Record<BenchCloud, (index: number) => Pick<Team, "people" | "workloads">>> = {
  aws: () => ({
    people: { groupId: "0f8fad5b-d9cb-469f-a165-70867728950e" },
    workloads: { batch: { lambda: {} } },
  }),
  azure: () => ({
    people: { group: "0f8fad5b-d9cb-469f-a165-70867728950e" },
    workloads: { batch: { managedIdentity: { on: "containerApp" } } },
  }),
  google: (index) => ({
    people: { group: `team-${index}@acme.example` },
    workloads: { batch: { cloudRun: {} } },
  }),
};

/** A declaration with that many teams, each with people, a pipeline and a workload. */
export const declarationOf = (teams: number, cloud: BenchCloud = "aws"): Declaration => ({
  organization: "acme",
  models: { everyday: { opus: "claude-opus-4-8", sonnet: "claude-sonnet-5", haiku: "claude-haiku-4-5" } },
  providers: {
    "aws-eu": {
      route: "bedrock",
      account: "111122223333",
      region: "eu-central-1",
      geography: "eu",
      signIn: {
        identityCenter: {
          region: "eu-central-1",
          startUrl: "https://acme.awsapps.com/start",
          instanceArn: "arn:aws:sso:::instance/ssoins-6987c0ffee123456",
          identityStoreId: "d-99c0ffee12",
        },
      },
    },
    "azure-se": {
      route: "foundry",
      tenant: "99999999-8888-7777-6666-555555555555",
      subscription: "11111111-2222-3333-4444-555555555555",
      resourceGroup: "rg-claude",
      resource: "acme-claude",
      location: "swedencentral",
      anthropicTerms: { accept: true, organizationName: "Acme", countryCode: "DE", industry: "technology" },
    },
    "gcp-eu": { route: "vertex", project: "acme-claude", projectNumber: "123456789012", region: "eu" },
  },
  teams: Object.fromEntries(
    Array.from({ length: teams }, (_, index) => [
      `team-${index}`,
      {
        uses: ENTRY_OF[cloud],
        models: "everyday",
        ...identitiesOf[cloud](index),
        ci: {
          deploy: { github: { repository: `acme/team-${index}`, ownerId: 1, repositoryId: index + 1, branch: "main" } },
        },
      },
    ]),
  ),
});
