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
