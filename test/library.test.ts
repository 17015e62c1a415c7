import { TerraformStack } from "cdktf";
import { GOOGLE_SERVICES } from "../catalog/google-permissions";
import {
  CustomRoles,
  invokeRoleName,
  ModelPolicy,
  PipelinePool,
  ProjectServices,
  projectProvider,
  VertexAccess,
} from "../google";
import { countResources, synthApp } from "./helpers/synth";

const project = "acme-claude";
const projectNumber = "123456789012";
const nightly = { github: { repository: "acme/x", ownerId: 9919, repositoryId: 71, branch: "main" } };

test("the constructs for Google Cloud stand in anybody's own stack, and their settings are at hand", () => {
  let settings: object | undefined;
  const stacks = synthApp((app) => {
    const stack = new TerraformStack(app, "platform");
    projectProvider(stack, "Google", { project });
    const { services } = new ProjectServices(stack, "Services", { project, services: [GOOGLE_SERVICES.vertex] });
    new CustomRoles(stack, "Roles", { home: { project }, roleIds: ["claudeCodeInvoke"], dependsOn: [...services] });
    new ModelPolicy(stack, "Models", { project, models: ["claude-sonnet-5"] });
    const issuer = "https://token.actions.githubusercontent.com";
    new PipelinePool(stack, "Github", { project, projectNumber, issuer, pipelines: [nightly] });
    const access = new VertexAccess(stack, "Research", {
      team: "research",
      entry: "eu",
      project,
      projectNumber,
      region: "eu",
      models: { sonnet: "claude-sonnet-5" },
      role: invokeRoleName({ project }),
      people: { googleAccounts: { group: "research@acme.example" } },
      ci: { nightly },
    });
    settings = access.documents["ci/nightly"]?.settings.env;
  });
  expect(countResources(stacks.platform ?? {})).toEqual({
    google_iam_workload_identity_pool: 1,
    google_iam_workload_identity_pool_provider: 1,
    google_org_policy_policy: 1,
    google_project_iam_custom_role: 1,
    google_project_iam_member: 2,
    google_project_service: 1,
  });
  expect(Object.keys(stacks.platform?.resource?.google_project_iam_member ?? {})).toEqual([
    "Research_ci_nightly",
    "Research_people",
  ]);
  expect(settings).toMatchObject({ CLAUDE_CODE_USE_VERTEX: "1", CLOUD_ML_REGION: "eu" });
});
