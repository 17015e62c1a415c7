import { compileAccess as compileAzure } from "../../authorization/azure/evaluate-access";
import { compileAccess as compileGoogle } from "../../authorization/google/evaluate-access";
import { judged, ours } from "../authorization/aws/judge";
import { documentsByName } from "../helpers/documents-by-name";
import { EVERY_KEY_READER, GROUPS, SUBSCRIPTION } from "../helpers/every-key-reader";
import { synthDeclaration } from "../helpers/synth-declaration";

let stacks: ReturnType<typeof synthDeclaration>;
beforeAll(() => {
  stacks = synthDeclaration(EVERY_KEY_READER);
});
const valuesOf = (stack: string, type: string) => Object.entries(stacks[stack]?.resource?.[type] ?? {});

test("on AWS each reader gets its own key, and nobody another, by our evaluator and by an independent one: 0 wrong of 162", async () => {
  const secret = (name: string, account = "111122223333", region = "eu-central-1") =>
    `arn:aws:secretsmanager:${region}:${account}:secret:${name}`;
  const parameter = (name: string, account = "111122223333") => `arn:aws:ssm:eu-central-1:${account}:parameter/${name}`;
  const get = "secretsmanager:GetSecretValue";
  /** Action, resource, and the entry whose readers alone may. */
  const questions: readonly (readonly [action: string, resource: string, entry?: string])[] = [
    [get, secret("claude/key-AbCdEf"), "aws-one"],
    [get, secret("claude/key-a1b2c3"), "aws-one"],
    [get, secret("claude/other-AbCdEf"), "aws-two"],
    [get, secret("claude/key-abcdef-x")],
    [get, secret("claude/key-abcdef-AbCdEf")],
    [get, secret("claude/key2-AbCdEf")],
    [get, secret("claude/ke-AbCdEf")],
    [get, secret("claude/key")],
    [get, secret("x/claude/key-AbCdEf")],
    [get, secret("Claude/key-AbCdEf")],
    [get, secret("claude/gateway-AbCdEf")],
    [get, secret("claude/key-AbCdEf", "444455556666")],
    [get, secret("claude/key-AbCdEf", "111122223333", "us-east-1")],
    ["secretsmanager:PutSecretValue", secret("claude/key-AbCdEf")],
    ["secretsmanager:DeleteSecret", secret("claude/key-AbCdEf")],
    ["secretsmanager:PutResourcePolicy", secret("claude/key-AbCdEf")],
    ["secretsmanager:ListSecretVersionIds", secret("claude/key-AbCdEf")],
    ["ssm:GetParameter", parameter("claude/gateway"), "aws-gateway"],
    ["ssm:GetParameter", parameter("claude/gateway2")],
    ["ssm:GetParameter", parameter("claude/gateway/inner")],
    ["ssm:GetParameter", parameter("claude/key")],
    ["ssm:GetParameter", parameter("claude/gateway", "444455556666")],
    ["ssm:GetParametersByPath", parameter("claude")],
    ["ssm:GetParameters", parameter("claude/gateway")],
    ["ssm:GetParameterHistory", parameter("claude/gateway")],
    ["ssm:PutParameter", parameter("claude/gateway")],
    ["bedrock:InvokeModel", "arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-5"],
  ];
  const wrong: string[] = [];
  let asked = 0;
  for (const stack of ["aws-one", "aws-two", "aws-gateway"]) {
    for (const [name, document] of Object.entries(documentsByName(stacks[stack]))) {
      for (const [action, resource, entry] of questions) {
        asked += 1;
        const question = {
          action,
          resource,
          identity: [document],
          resourceAccount: resource.split(":")[4] || "111122223333",
        };
        const expected = entry === stack;
        const answers = [ours(question), await judged(question)];
        if (answers.some((answer) => (answer === "allowed") !== expected))
          wrong.push(`${name} ${action} ${resource}: ${answers.join(", ")}`);
      }
    }
  }
  expect([wrong, asked]).toEqual([[], 162]);
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
