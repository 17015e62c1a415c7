import { expectationsOf } from "../../cli/expectations";
import type { Declaration } from "../../declaration/schema";

const DECLARATION = {
  organization: "acme",
  models: {
    everyday: {
      sonnet: "claude-sonnet-5",
      haiku: "claude-haiku-4-5",
      retiring: [{ model: "claude-sonnet-4-5", until: "2026-10-31" }],
    },
  },
  providers: {
    "aws-eu": {
      ...{ route: "bedrock", account: "111122223333", region: "eu-central-1", geography: "eu" },
      permissionsBoundary: "arn:aws:iam::111122223333:policy/acme-boundary",
      signIn: {
        identityCenter: { region: "eu-west-1", startUrl: "https://acme.awsapps.com/start", account: "999988887777" },
      },
    },
    vertex: { route: "vertex", project: "acme-claude", region: "europe-west1", signIn: { googleAccounts: {} } },
  },
  teams: {
    payments: {
      uses: ["aws-eu", "vertex"],
      models: "everyday",
      people: { group: "claude-payments" },
      ci: {
        deploy: { github: { repository: "acme/payments", branch: "main", server: "https://github.acme.example" } },
      },
      workloads: { pod: { eks: { cluster: "prod", namespace: "p", serviceAccount: "s" } } },
    },
  },
} satisfies Declaration;
const STACKS = ["aws-eu", "vertex", "shared-111122223333", "shared-acme-claude"];
const { stacks, githubIssuers, places } = expectationsOf({ declaration: DECLARATION, places: new Map() }, STACKS);

const MODELS = [
  { model: "claude-sonnet-5", path: "models.everyday.sonnet" },
  { model: "claude-haiku-4-5", path: "models.everyday.haiku" },
  { model: "claude-sonnet-4-5", retiringUntil: "2026-10-31", path: "models.everyday.retiring[0].until" },
];
const payments = (identity: string, path: string) => ({
  ...{ team: "payments", identity, path: `teams.payments.${path}`, models: MODELS },
});

test("an entry on Bedrock is expected with its places, boundary, identities and models", () => {
  expect(stacks.get("aws-eu")).toEqual({
    path: "providers.aws-eu",
    isEntry: true,
    places: {
      "provider.aws": { account: "111122223333", region: "eu-central-1" },
      "provider.aws.identity_center": { account: "999988887777", region: "eu-west-1" },
    },
    permissionsBoundary: "arn:aws:iam::111122223333:policy/acme-boundary",
    identities: [
      payments("people", "people"),
      payments("ci/deploy", "ci.deploy"),
      payments("workload/pod", "workloads.pod"),
    ],
  });
});

test("an entry on Google Cloud is expected with its identities; what runs on AWS is none of them", () => {
  expect(stacks.get("vertex")).toEqual({
    ...{ path: "providers.vertex", isEntry: true, places: {} },
    identities: [payments("people", "people"), payments("ci/deploy", "ci.deploy")],
  });
});

test("what entries share is nobody's identity, and lies in its account", () => {
  expect(stacks.get("shared-111122223333")).toEqual({
    ...{ path: "providers.aws-eu", isEntry: false, identities: [] },
    places: { "provider.aws": { account: "111122223333", region: "eu-central-1" } },
  });
  expect(stacks.get("shared-acme-claude")).toEqual({ path: "providers", isEntry: false, places: {}, identities: [] });
});

test("issuers that are declared as GitHub's are handed on, and places as they are", () => {
  expect([githubIssuers, places]).toEqual([["https://github.acme.example"], new Map()]);
});

const GOOGLE_AND_AZURE = {
  organization: "acme",
  models: { newest: { sonnet: "claude-sonnet-5" } },
  providers: {
    "gcp-eu": { route: "vertex", project: "acme-claude", region: "eu", modelRestriction: "settings" },
    "azure-se": {
      route: "foundry",
      ...{ tenant: "t", subscription: "s", resourceGroup: "rg", resource: "acme-claude", location: "swedencentral" },
      anthropicTerms: { accept: true, organizationName: "Acme GmbH", countryCode: "DE", industry: "technology" },
    },
  },
  teams: {
    research: {
      uses: ["gcp-eu", "azure-se"],
      models: "newest",
      ci: {
        old: { github: { repository: "acme/old", branch: "main" } },
        other: { github: { repository: "acme/other", branch: "main", ownerId: 9919, repositoryId: 71 } },
      },
    },
  },
} satisfies Declaration;

test("what was declared of models, terms and names is handed on, so that nobody is asked about it twice", () => {
  const expected = expectationsOf({ declaration: GOOGLE_AND_AZURE, places: new Map() }, ["gcp-eu", "azure-se"]);
  expect(expected.stacks.get("gcp-eu")?.modelsBySettings).toBe(true);
  expect(expected.stacks.get("azure-se")?.anthropicTerms).toEqual({
    organizationName: "Acme GmbH",
    countryCode: "DE",
    industry: "technology",
  });
  expect(expected.githubByName).toEqual(["acme/old"]);
});

test("terms that nobody accepted are not declared, and a team that uses AWS is asked about names in its stacks", () => {
  const azure = GOOGLE_AND_AZURE.providers["azure-se"];
  const refused = { ...azure, anthropicTerms: { ...azure.anthropicTerms, accept: false } };
  const declaration = { ...GOOGLE_AND_AZURE, providers: { ...GOOGLE_AND_AZURE.providers, "azure-se": refused } };
  const expected = expectationsOf({ declaration, places: new Map() }, ["azure-se"]);
  expect(expected.stacks.get("azure-se")).not.toHaveProperty("anthropicTerms");
  expect(expectationsOf({ declaration: DECLARATION, places: new Map() }, STACKS)).not.toHaveProperty("githubByName");
});
