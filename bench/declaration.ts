import type { Declaration } from "../declaration/schema";

/** A declaration with that many teams, each with people, a pipeline and a workload. */
export const declarationOf = (teams: number): Declaration => ({
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
  },
  teams: Object.fromEntries(
    Array.from({ length: teams }, (_, index) => [
      `team-${index}`,
      {
        uses: "aws-eu",
        models: "everyday",
        people: { groupId: "0f8fad5b-d9cb-469f-a165-70867728950e" },
        ci: {
          deploy: { github: { repository: `acme/team-${index}`, ownerId: 1, repositoryId: index + 1, branch: "main" } },
        },
        workloads: { batch: { lambda: {} } },
      },
    ]),
  ),
});
