import { join } from "node:path";
import { loadDeclaration } from "../../declaration/load-declaration";
import type { Declaration } from "../../declaration/schema";
import { type BuildStacksProps, buildStacks } from "../../stacks/build-stacks";
import type { ProvenanceFile } from "../../stacks/provenance";
import { buildForAMoment } from "../../stacks/synthesise";
import { countResources, type StackJson, synthApp } from "../helpers/synth";

const EXAMPLE = join(__dirname, "../../examples/acme/access.yaml");
const load = (): Pick<BuildStacksProps, "declaration" | "places"> => {
  const loaded = loadDeclaration({ file: EXAMPLE });
  if (!loaded.ok) throw new Error("the example must load");
  return loaded;
};
const stacksOf = (change: (declaration: Declaration) => Declaration = (same) => same, rehearsalFolder?: string) => {
  const { declaration, places } = load();
  return synthApp((app) => {
    buildStacks(app, { declaration: change(declaration), places, readText: () => "", rehearsalFolder });
  });
};
/** The part of the example that lies in AWS: enough to ask for what holds of every stack. */
const onAws = (declaration: Declaration): Declaration => {
  const providers = Object.entries(declaration.providers).filter(([, { route }]) => route === "bedrock");
  const names = providers.map(([name]) => name);
  const teams = Object.entries(declaration.teams).filter(([, { uses }]) =>
    [uses].flat().every((use) => names.includes(use)),
  );
  return { ...declaration, providers: Object.fromEntries(providers), teams: Object.fromEntries(teams) };
};
const backendOf = (stack: StackJson | undefined) => (stack?.terraform as { backend?: object } | undefined)?.backend;

test("there is one stack a provider entry, and one an account for what it has once", () => {
  const stacks = stacksOf();
  expect(Object.fromEntries(Object.entries(stacks).map(([name, stack]) => [name, countResources(stack)]))).toEqual({
    "aws-eu": {
      aws_eks_pod_identity_association: 1,
      aws_iam_role: 4,
      aws_iam_role_policy: 4,
      aws_ssoadmin_account_assignment: 3,
      aws_ssoadmin_permission_set: 3,
      aws_ssoadmin_permission_set_inline_policy: 3,
      aws_ssoadmin_permissions_boundary_attachment: 3,
    },
    "aws-us": {
      aws_bedrock_inference_profile: 3,
      aws_iam_policy: 1,
      aws_iam_role: 1,
      aws_iam_role_policy: 2,
      aws_ssoadmin_account_assignment: 1,
      aws_ssoadmin_customer_managed_policy_attachment: 1,
      aws_ssoadmin_permission_set: 1,
      aws_ssoadmin_permission_set_inline_policy: 1,
    },
    "azure-se": {
      azapi_resource: 3,
      azurerm_cognitive_account: 1,
      azurerm_federated_identity_credential: 1,
      azurerm_resource_group: 1,
      azurerm_role_assignment: 2,
      azurerm_user_assigned_identity: 1,
    },
    console: {
      aws_secretsmanager_secret: 1,
      aws_ssoadmin_account_assignment: 1,
      aws_ssoadmin_permission_set: 1,
      aws_ssoadmin_permission_set_inline_policy: 1,
      aws_ssoadmin_permissions_boundary_attachment: 1,
    },
    enterprise: {},
    gateway: {},
    "gcp-eu": { google_project_iam_member: 4 },
    pipelines: {
      anthropic_federation_issuer: 1,
      anthropic_federation_rule: 1,
      anthropic_service_account: 1,
      anthropic_service_account_workspace: 1,
      anthropic_workspace: 1,
    },
    "shared-111122223333": { aws_iam_openid_connect_provider: 2 },
    "shared-444455556666": { aws_iam_openid_connect_provider: 1 },
    "shared-acme-claude": {
      google_iam_workload_identity_pool: 1,
      google_iam_workload_identity_pool_provider: 1,
      google_org_policy_policy: 1,
      google_project_iam_custom_role: 2,
      google_project_service: 5,
    },
  });
});

test("issuers of an account are united over its entries; those that exist are not created", () => {
  const both = stacksOf((declaration) => ({
    ...declaration,
    providers: Object.fromEntries(
      Object.entries(declaration.providers).map(([name, entry]) => [
        name,
        { ...entry, account: "111122223333", identityProviders: { existing: ["https://gitlab.com"] } },
      ]),
    ),
  }));
  expect(Object.keys(both).sort()).toEqual([
    "aws-eu",
    "aws-us",
    "azure-se",
    "console",
    "enterprise",
    "gateway",
    "gcp-eu",
    "pipelines",
    "shared-111122223333",
    "shared-acme-claude",
  ]);
  expect(both["shared-111122223333"]?.resource?.aws_iam_openid_connect_provider).toEqual({
    "token-actions-githubusercontent-com_564317": {
      url: "https://token.actions.githubusercontent.com",
      client_id_list: ["sts.amazonaws.com"],
      tags: { "cost-center": "4711" },
    },
  });
});

test("an account keeps its shared stack when nobody needs an issuer any more, so that a deploy takes the last one away", () => {
  const stacks = stacksOf((declaration) => ({
    ...declaration,
    teams: Object.fromEntries(
      Object.entries(declaration.teams).map(([name, { ci: _ci, workloads: _workloads, ...team }]) => [name, team]),
    ),
  }));
  expect(Object.keys(stacks).sort()).toEqual([
    "aws-eu",
    "aws-us",
    "azure-se",
    "console",
    "enterprise",
    "gateway",
    "gcp-eu",
    "pipelines",
    "shared-111122223333",
    "shared-444455556666",
    "shared-acme-claude",
  ]);
  expect(stacks["shared-111122223333"]?.resource).toBeUndefined();
  expect(stacks["shared-111122223333"]?.provider).toEqual({
    aws: [{ allowed_account_ids: ["111122223333"], region: "eu-central-1" }],
  });
});

test("two entries of one account, and one team in both, share no name", () => {
  const stacks = stacksOf();
  const names = Object.values(stacks).flatMap(({ resource = {} }) =>
    Object.entries(resource).flatMap(([type, named]) =>
      Object.values(named).flatMap(({ name, role }) =>
        name === undefined ? [] : [`${type} ${role ?? ""} ${String(name)}`],
      ),
    ),
  );
  const taken = names.filter((name) => !name.startsWith("aws_iam_role_policy "));
  expect(new Set(taken).size).toBe(taken.length);
});

test("every stack accepts only its own account, and both major versions of the provider", () => {
  const { provider, terraform } = stacksOf(onAws)["aws-eu"] ?? {};
  expect(provider).toEqual({
    aws: [
      { allowed_account_ids: ["111122223333"], region: "eu-central-1" },
      { alias: "identity_center", region: "eu-central-1" },
    ],
  });
  expect((terraform as { required_providers: object }).required_providers).toEqual({
    aws: { source: "aws", version: ">= 5.100.0, < 7.0.0" },
  });
});

test("the Identity Center's provider accepts only its declared account", () => {
  const stacks = stacksOf((declaration) => {
    const entry = declaration.providers["aws-eu"];
    if (entry?.route !== "bedrock" || entry.signIn === undefined || !("identityCenter" in entry.signIn)) {
      throw new Error("the example signs people in by Identity Center");
    }
    const signIn = { identityCenter: { ...entry.signIn.identityCenter, account: "999988887777" } };
    return { ...declaration, providers: { ...declaration.providers, "aws-eu": { ...entry, signIn } } };
  });
  expect(stacks["aws-eu"]?.provider).toEqual({
    aws: [
      { allowed_account_ids: ["111122223333"], region: "eu-central-1" },
      { alias: "identity_center", allowed_account_ids: ["999988887777"], region: "eu-central-1" },
    ],
  });
});

test.each([
  [
    { s3: { bucket: "b", region: "r" } },
    { s3: { bucket: "b", region: "r", key: "claude-access/acme/aws-eu.tfstate" } },
  ],
  [{ gcs: { bucket: "b" } }, { gcs: { bucket: "b", prefix: "claude-access/acme/aws-eu" } }],
  [
    { azurerm: { storage_account_name: "s", container_name: "c" } },
    { azurerm: { storage_account_name: "s", container_name: "c", key: "claude-access/acme/aws-eu.tfstate" } },
  ],
  [
    { remote: { organization: "o" } },
    { remote: { organization: "o", workspaces: { name: "claude-access-acme-aws-eu" } } },
  ],
  [
    { http: { address: "https://state.example/x/", lock_address: "https://state.example/l" } },
    {
      http: {
        address: "https://state.example/x/claude-access%2Facme%2Faws-eu",
        lock_address: "https://state.example/l/claude-access%2Facme%2Faws-eu",
      },
    },
  ],
  [
    { s3: { bucket: "b", key: "platform/claude/", assume_role: { role_arn: "r", transitive_tag_keys: ["t"] } } },
    {
      s3: {
        bucket: "b",
        key: "platform/claude/aws-eu.tfstate",
        assume_role: { role_arn: "r", transitive_tag_keys: ["t"] },
      },
    },
  ],
  [{ s3: { key: "{stack}/state" } }, { s3: { key: "aws-eu/state" } }],
  [{ gcs: { prefix: "platform" } }, { gcs: { prefix: "platform/aws-eu" } }],
  [{ azurerm: { key: "platform-{stack}.tfstate" } }, { azurerm: { key: "platform-aws-eu.tfstate" } }],
  [{ remote: { workspaces: { name: "claude" } } }, { remote: { workspaces: { name: "claude-aws-eu" } } }],
  [
    {
      http: {
        address: "https://gitlab.example/api/v4/projects/1/terraform/state/claude-{stack}",
        lock_address: "https://gitlab.example/api/v4/projects/1/terraform/state/claude-{stack}/lock",
        unlock_address: "https://gitlab.example/api/v4/projects/1/terraform/state/claude-{stack}/lock",
        lock_method: "POST",
        unlock_method: "DELETE",
        retry_wait_min: 5,
      },
    },
    {
      http: {
        address: "https://gitlab.example/api/v4/projects/1/terraform/state/claude-aws-eu",
        lock_address: "https://gitlab.example/api/v4/projects/1/terraform/state/claude-aws-eu/lock",
        unlock_address: "https://gitlab.example/api/v4/projects/1/terraform/state/claude-aws-eu/lock",
        lock_method: "POST",
        unlock_method: "DELETE",
        retry_wait_min: 5,
      },
    },
  ],
  [
    { gcs: { bucket: '${file("/etc/passwd")}' } },
    { gcs: { bucket: '$${file("/etc/passwd")}', prefix: "claude-access/acme/aws-eu" } },
  ],
  [{ local: {} }, { local: { path: "../../.././terraform.aws-eu.tfstate" } }],
  [{ local: { directory: "state" } }, { local: { path: "../../../state/terraform.aws-eu.tfstate" } }],
])("the state %j has one key a stack", (state, backend) => {
  expect(backendOf(stacksOf((declaration) => ({ ...onAws(declaration), state }))["aws-eu"])).toEqual(backend);
});

test("HCP Terraform has one workspace a stack", () => {
  const cloudOf = (cloud: Extract<Declaration["state"], { cloud: unknown }>["cloud"]) => {
    const stacks = stacksOf((declaration) => ({ ...onAws(declaration), state: { cloud } }));
    return (stacks["aws-eu"]?.terraform as { cloud?: object } | undefined)?.cloud;
  };
  expect(cloudOf({})).toEqual({ organization: "acme", workspaces: { name: "claude-access-acme-aws-eu" } });
  expect(cloudOf({ organization: "acme-hcp" })).toEqual({
    organization: "acme-hcp",
    workspaces: { name: "claude-access-acme-aws-eu" },
  });
  const workspaces = { name: "claude", project: "Platform" };
  expect(cloudOf({ organization: "acme-hcp", hostname: "tfe.acme.example", workspaces })).toEqual({
    organization: "acme-hcp",
    hostname: "tfe.acme.example",
    workspaces: { name: "claude-aws-eu", project: "Platform" },
  });
});

test("a rehearsal keeps all state in its folder, whatever was declared", () => {
  expect(backendOf(stacksOf(onAws, "/somewhere")["aws-us"])).toEqual({
    local: { path: "/somewhere/terraform.aws-us.tfstate" },
  });
});

test("the same declaration gives the same bytes, in whatever order its teams stand", () => {
  const reversed = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).reverse()) as T;
  const one = JSON.stringify(stacksOf());
  const other = JSON.stringify(
    stacksOf((declaration) => ({
      ...declaration,
      teams: reversed(declaration.teams),
      providers: reversed(declaration.providers),
    })),
  );
  expect(JSON.stringify(stacksOf())).toBe(one);
  expect(other).toBe(one);
});

test("every resource is recorded with the line that declared it", () => {
  const file = buildForAMoment({ ...load(), readText: () => "" }, (built) => {
    const stack = "stacks" in built ? built.stacks.find(({ node }) => node.id === "aws-eu") : undefined;
    return stack?.provenance.toFile("aws-eu");
  });
  const resources: ProvenanceFile["resources"] = file?.resources ?? {};
  expect(Object.keys(resources).length).toBe(21);
  const { file: from, line, ...record } = resources["aws_iam_role.payments_ci_deploy"] ?? {};
  expect(record).toEqual({ path: "teams.payments.ci.deploy", reason: "pipeline deploy of payments", column: 7 });
  expect([from, typeof line]).toEqual([EXAMPLE, "number"]);
});
