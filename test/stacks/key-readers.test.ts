import { compileAccess as compileAzure } from "../../authorization/azure/evaluate-access";
import { compileAccess as compileGoogle } from "../../authorization/google/evaluate-access";
import { readSynth } from "../../policies/read-synth";
import { runPolicies } from "../../policies/run-policies";
import { synthDeclaration } from "../helpers/synth-declaration";
import { known } from "../policies/support/case-table";

const ORGANIZATION = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
const GROUPS = ["0f8fad5b-d9cb-469f-a165-70867728950e", "1f8fad5b-d9cb-469f-a165-70867728950e"] as const;
const entry = (key: string) => `{ route: console, organization: ${ORGANIZATION}, key: { ${key} } }`;
const YAML = `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5 }
providers:
  aws-eu:
    route: bedrock
    account: "111122223333"
    region: eu-central-1
    geography: eu
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
    permissionsBoundary: arn:aws:iam::111122223333:policy/acme-boundary
  gcp-eu: { route: vertex, project: acme-claude, projectNumber: "123456789012", region: eu, federation: serviceAccount }
  azure-se:
    route: foundry
    tenant: 99999999-8888-7777-6666-555555555555
    subscription: ${SUBSCRIPTION}
    resourceGroup: rg-claude
    resource: acme-claude
    location: swedencentral
    anthropicTerms: { accept: true, organizationName: Acme GmbH, countryCode: DE, industry: technology }
    deployments: { claude-sonnet-5: { version: "1" } }
  aws-one: ${entry("in: aws-eu, secret: claude/key")}
  aws-two: ${entry("in: aws-eu, secret: claude/other, existing: true")}
  google-one: ${entry("in: gcp-eu, secret: claude-key")}
  google-two: ${entry("in: gcp-eu, secret: claude-other, existing: true")}
  azure-one: ${entry("in: azure-se, secret: claude-key, keyVault: acme-keys")}
  azure-two: ${entry("in: azure-se, secret: claude-other, keyVault: acme-keys, existing: true")}
teams:
  payments:
    uses: [aws-one, google-one, azure-one]
    models: everyday
    people: { group: { aws-one: claude-payments, google-one: payments@acme.example, azure-one: ${GROUPS[0]} } }
    ci: { deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, branch: main } } }
    workloads: { bot: { lambda: {} }, pod: { gke: { namespace: payments, serviceAccount: claude } } }
  search:
    uses: [aws-two, google-two, azure-two]
    models: everyday
    people: { group: { aws-two: claude-search, google-two: search@acme.example, azure-two: ${GROUPS[1]} } }
clients: { minimumVersion: 2.1.330, deliver: managed }
`;

let stacks: ReturnType<typeof synthDeclaration>;
beforeAll(() => {
  stacks = synthDeclaration(YAML);
});
const counted = (stack: string) =>
  Object.fromEntries(
    Object.entries(stacks[stack]?.resource ?? {}).map(([type, named]) => [type, Object.keys(named).length]),
  );
const valuesOf = (stack: string, type: string) => Object.entries(stacks[stack]?.resource?.[type] ?? {});

test("each entry makes what holds its key, and one identity a holder; what exists is not made", () => {
  expect(
    Object.fromEntries(
      ["aws-one", "aws-two", "google-one", "google-two", "azure-one", "azure-two"].map((name) => [name, counted(name)]),
    ),
  ).toEqual({
    "aws-one": {
      aws_iam_role: 2,
      aws_iam_role_policy: 2,
      aws_secretsmanager_secret: 1,
      aws_ssoadmin_account_assignment: 1,
      aws_ssoadmin_permission_set: 1,
      aws_ssoadmin_permission_set_inline_policy: 1,
      aws_ssoadmin_permissions_boundary_attachment: 1,
    },
    "aws-two": {
      aws_ssoadmin_account_assignment: 1,
      aws_ssoadmin_permission_set: 1,
      aws_ssoadmin_permission_set_inline_policy: 1,
      aws_ssoadmin_permissions_boundary_attachment: 1,
    },
    "google-one": {
      google_secret_manager_secret: 1,
      google_secret_manager_secret_iam_member: 3,
      google_service_account: 1,
      google_service_account_iam_member: 1,
    },
    "google-two": { google_secret_manager_secret_iam_member: 1 },
    "azure-one": {
      azurerm_federated_identity_credential: 1,
      azurerm_key_vault: 1,
      azurerm_role_assignment: 2,
      azurerm_user_assigned_identity: 1,
    },
    "azure-two": { azurerm_role_assignment: 1 },
  });
});

test("what an account and a project have once is made for readers, too", () => {
  expect(valuesOf("shared-111122223333", "aws_iam_openid_connect_provider").map(([, { url }]) => url)).toEqual([
    "https://token.actions.githubusercontent.com",
  ]);
  expect(valuesOf("shared-acme-claude", "google_project_service").map(([, { service }]) => service)).toContain(
    "secretmanager.googleapis.com",
  );
  expect(counted("shared-acme-claude").google_iam_workload_identity_pool).toBe(1);
});

test("no rule has anything against readers of keys on any cloud", () => {
  const views = Object.entries(stacks).map(([stack, json]) => known(readSynth(JSON.stringify(json), { stack })));
  expect(runPolicies(views).map(({ rule, subject }) => `${rule}[${subject}]`)).toEqual([]);
});

test("on Google Cloud each team reads its own secret, and nobody another: 0 wrong of 120", () => {
  const bindings = ["google-one", "google-two"].flatMap((stack) =>
    valuesOf(stack, "google_secret_manager_secret_iam_member").map(([name, values]) => ({
      name: `${stack}/${name}`,
      role: String(values.role),
      member: String(values.member),
      resource: String(values.secret_id),
    })),
  );
  const ask = compileGoogle({
    bindings,
    projectNumbers: { "acme-claude": "123456789012" },
    parents: { "projects/acme-claude": null },
  });
  const callers: Record<string, string[]> = {
    payments: ["user:ann@acme.example", "group:payments@acme.example"],
    search: ["user:bob@acme.example", "group:search@acme.example"],
    nobody: ["user:eve@acme.example"],
    deploy: [bindings.find(({ member }) => member.startsWith("serviceAccount:"))?.member ?? ""],
    pod: [bindings.find(({ member }) => member.startsWith("principal://"))?.member ?? ""],
  };
  const secrets = ["claude-key", "claude-other", "claude-key2", "claude"].map(
    (name) => `projects/acme-claude/secrets/${name}`,
  );
  const resources = [...secrets, "projects/acme-claude", "projects/acme-other/secrets/claude-key"];
  const permissions = [
    "secretmanager.versions.access",
    "secretmanager.versions.add",
    "secretmanager.secrets.get",
    "secretmanager.secrets.setIamPolicy",
  ];
  const own = new Map([
    ["payments", "claude-key"],
    ["deploy", "claude-key"],
    ["pod", "claude-key"],
    ["search", "claude-other"],
  ]);
  const wrong: string[] = [];
  let asked = 0;
  for (const [name, identifiers] of Object.entries(callers)) {
    for (const resource of resources) {
      for (const permission of permissions) {
        asked += 1;
        const { decision } = ask({ caller: { identifiers }, permission, resource });
        const expected =
          permission === "secretmanager.versions.access" &&
          resource === `projects/acme-claude/secrets/${own.get(name)}`;
        if (decision !== (expected ? "allowed" : "denied"))
          wrong.push(`${name} ${permission} ${resource}: ${decision}`);
      }
    }
  }
  expect([wrong, asked]).toEqual([[], 120]);
});

test("on Azure each team reads its own secret, and nobody another: 0 wrong of 96", () => {
  const DEPLOY = "22222222-2222-3333-4444-555555555555";
  const roleAssignments = ["azure-one", "azure-two"].flatMap((stack) =>
    valuesOf(stack, "azurerm_role_assignment").map(([name, values]) => ({
      name: `${stack}/${name}`,
      scope: String(values.scope),
      roleDefinitionId: String(values.role_definition_id),
      principalId: String(values.principal_id).startsWith("${") ? DEPLOY : String(values.principal_id),
      principalType: String(values.principal_type),
    })),
  );
  const ask = compileAzure({ roleAssignments, groups: GROUPS.map((id) => ({ id, members: [] })) });
  const vault = (name: string) =>
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-claude/providers/Microsoft.KeyVault/vaults/${name}`;
  const own = new Map<string, string>([
    [GROUPS[0], "claude-key"],
    [DEPLOY, "claude-key"],
    [GROUPS[1], "claude-other"],
  ]);
  const callers = [...own.keys(), "33333333-2222-3333-4444-555555555555"];
  const scopes = [
    ...["claude-key", "claude-other", "claude-key2"].map((name) => `${vault("acme-keys")}/secrets/${name}`),
    `${vault("acme-other")}/secrets/claude-key`,
    `${vault("acme-other")}/secrets/claude-other`,
    vault("acme-keys"),
  ];
  const operations = [
    ["dataAction", "Microsoft.KeyVault/vaults/secrets/getSecret/action"],
    ["dataAction", "Microsoft.KeyVault/vaults/secrets/setSecret/action"],
    ["dataAction", "Microsoft.KeyVault/vaults/keys/decrypt/action"],
    ["action", "Microsoft.KeyVault/vaults/write"],
  ] as const;
  const wrong: string[] = [];
  let asked = 0;
  for (const principalId of callers) {
    for (const scope of scopes) {
      for (const [kind, operation] of operations) {
        asked += 1;
        const { decision } = ask({ principalId, operation, kind, scope });
        const expected =
          operation.endsWith("/getSecret/action") && scope === `${vault("acme-keys")}/secrets/${own.get(principalId)}`;
        if (decision !== (expected ? "allowed" : "denied"))
          wrong.push(`${principalId} ${operation} ${scope}: ${decision}`);
      }
    }
  }
  expect([wrong, asked]).toEqual([[], 96]);
});
