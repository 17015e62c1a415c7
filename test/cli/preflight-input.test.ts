import { preflightInput } from "../../cli/preflight-input";
import type { Declaration } from "../../declaration/schema";

const declared = (formerly?: string): Declaration => ({
  organization: "acme",
  models: { newest: { sonnet: "claude-sonnet-5", haiku: "claude-haiku-4-5" } },
  providers: { "gcp-eu": { route: "vertex", project: "acme-claude", projectNumber: "123456789012", region: "eu" } },
  teams: {
    [formerly === undefined ? "research" : "science"]: {
      uses: "gcp-eu",
      models: "newest",
      ...(formerly === undefined ? {} : { formerly }),
      people: { group: "research@acme.example" },
      workloads: { job: { cloudRun: {} } },
    },
  },
});
const LOOKED_AT = {
  route: "vertex",
  input: {
    project: "acme-claude",
    principals: [
      "group:research@acme.example",
      "serviceAccount:claude-research-job-a482de@acme-claude.iam.gserviceaccount.com",
    ],
    models: ["claude-haiku-4-5@20251001", "claude-sonnet-5"],
  },
};

test("a preflight looks at everybody of an entry and at the models of its teams", () => {
  expect(preflightInput(declared(), "gcp-eu")).toEqual(LOOKED_AT);
});

test("a team that was renamed is looked at under the name that its service accounts keep", () => {
  expect(preflightInput(declared("research"), "gcp-eu")).toEqual(LOOKED_AT);
});

test("a preflight of Foundry looks at the account, its deployments and the role that is assigned", () => {
  const declaration: Declaration = {
    ...declared(),
    providers: {
      "azure-se": {
        route: "foundry",
        tenant: "99999999-8888-7777-6666-555555555555",
        subscription: "11111111-2222-3333-4444-555555555555",
        resourceGroup: "rg-claude",
        resource: "acme-claude",
        location: "swedencentral",
        existing: "deployments",
        deployments: { "claude-sonnet-5": { name: "acme-sonnet", version: "1", capacity: 7 } },
      },
    },
    teams: { research: { uses: "azure-se", models: "newest", people: { group: "claude" } } },
  };
  expect(preflightInput(declaration, "azure-se")).toEqual({
    route: "foundry",
    input: {
      tenant: "99999999-8888-7777-6666-555555555555",
      subscription: "11111111-2222-3333-4444-555555555555",
      resourceGroup: "rg-claude",
      resource: "acme-claude",
      location: "swedencentral",
      existing: "deployments",
      models: [
        { model: "claude-sonnet-5", deployment: "acme-sonnet", version: "1", sku: "GlobalStandard", capacity: 7 },
        {
          ...{ model: "claude-haiku-4-5", deployment: "claude-haiku-4-5", version: "20251001" },
          ...{ sku: "GlobalStandard", capacity: 100 },
        },
      ],
      dataActions: ["Microsoft.CognitiveServices/accounts/MaaS/*"],
      role: "a97b65f3-24c7-4388-baec-2e87135dc908",
    },
  });
});
