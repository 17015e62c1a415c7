import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { judged } from "../../authorization/aws/judge";
import { requireReal } from "../require-real";
import { type DeclaredFolder, declaredFolder } from "./declared/declared-folder";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { readPermissionSets, readRoles } from "./local-aws/read-back";
import { differences, type RealTerraform, realTerraform } from "./local-aws/real-terraform";
import { rootCall } from "./local-aws/root-call";
import { createGroup, identityCenterOf } from "./local-aws/seed";
import { type LocalAws, startLocalAws } from "./local-aws/start-local-aws";

jest.setTimeout(300_000);

const ACCOUNT = "111122223333";
const REGION = "eu-central-1";
const ORGANIZATION = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const declared = (valueVersion?: number) => `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5 }
providers:
  aws-eu:
    route: bedrock
    account: "${ACCOUNT}"
    region: ${REGION}
    geography: eu
    signIn: { identityCenter: { region: ${REGION}, startUrl: https://acme.awsapps.com/start } }
  console:
    route: console
    organization: ${ORGANIZATION}
    key: { in: aws-eu, secret: claude/key${valueVersion === undefined ? "" : `, valueVersion: ${valueVersion}`} }
  gateway:
    route: gateway
    baseUrl: https://llm.acme.example/anthropic
    token: { in: aws-eu, secret: claude/gateway, kind: parameterStore, valueVersion: 1 }
teams:
  payments:
    uses: console
    models: everyday
    people: { group: claude-payments }
    ci: { deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, branch: main } } }
  tools:
    uses: gateway
    models: everyday
    workloads: { bot: { lambda: {} } }
clients: { minimumVersion: 2.1.330, deliver: managed }
`;
const CANARIES = ["sk-canary-first-0123456789", "sk-canary-second-0123456789", "canary-gateway-0123456789"];

const reads = (action: string, resource: string) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "ReadTheKey", Effect: "Allow", Action: [action], Resource: resource }],
});
const KEY = reads(
  "secretsmanager:GetSecretValue",
  `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:claude/key-??????`,
);
const TOKEN = reads("ssm:GetParameter", `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/claude/gateway`);

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => !file.includes(".terraform/") && statSync(file).isFile());

const WHAT = "the local AWS with the real Terraform and AWS provider";
requireReal(WHAT, localAwsAbsence())("a key in AWS, and who may read it, applied by the real AWS provider", () => {
  let localAws: LocalAws;
  let folder: DeclaredFolder;
  let instanceArn: string;
  const written: string[] = [];

  const terraform = (stack: string, key?: string): RealTerraform =>
    realTerraform({
      directory: folder.stackFolder(stack),
      localAws,
      account: ACCOUNT,
      ...(key === undefined ? {} : { environment: { TF_VAR_key_value: key } }),
    });
  const apply = async (stack: string, key?: string): Promise<void> => {
    const run = terraform(stack, key);
    await run.init();
    written.push(await run.apply());
  };
  const call = (service: string, target: string, body: unknown) =>
    rootCall({ account: ACCOUNT, region: REGION, service, url: localAws.ministackUrl, target, body });
  const stored = async (): Promise<unknown> => {
    const answer = await call("secretsmanager", "secretsmanager.GetSecretValue", { SecretId: "claude/key" });
    return (answer as { SecretString?: string }).SecretString;
  };

  beforeAll(async () => {
    localAws = await startLocalAws();
    const center = await identityCenterOf(localAws, REGION);
    instanceArn = center.instanceArn;
    await createGroup(localAws, {
      region: REGION,
      identityStoreId: center.identityStoreId,
      displayName: "claude-payments",
    });
    folder = declaredFolder();
    folder.synthesise(declared());
    await apply(`shared-${ACCOUNT}`);
    await apply("console");
    await apply("gateway", CANARIES[2]);
  });
  afterAll(async () => {
    await localAws?.stop();
    folder?.remove();
  });

  test("containers and readers are planned again without a difference, also without the key at hand", async () => {
    expect(differences(await terraform("console").plan())).toEqual([]);
    expect(differences(await terraform("gateway").plan())).toEqual([]);
    expect(await stored()).toBeUndefined();
  });

  test("each reader holds one document: this secret, and nothing else", async () => {
    const roles = await readRoles(localAws, ACCOUNT);
    expect(Object.fromEntries(roles.map(({ name, inline }) => [name, inline]))).toEqual({
      claude_console_payments_ci_deploy: [{ name: "claude-key", document: KEY }],
      claude_gateway_tools_workload_bot: [{ name: "claude-key", document: TOKEN }],
    });
    const sets = await readPermissionSets(localAws, { region: REGION, instanceArn, accounts: [ACCOUNT] });
    expect(sets.map(({ name, inline }) => [name, inline])).toEqual([["claude_console_payments", KEY]]);
  });

  test("an independent simulator lets each reader at its own secret and at no other: 0 wrong of 44", async () => {
    const secret = (name: string, account = ACCOUNT, region = REGION) =>
      `arn:aws:secretsmanager:${region}:${account}:secret:${name}`;
    const parameter = (name: string, account = ACCOUNT) => `arn:aws:ssm:${REGION}:${account}:parameter/${name}`;
    const questions: [string, string, "KEY" | "TOKEN" | undefined][] = [
      ["secretsmanager:GetSecretValue", secret("claude/key-AbCdEf"), "KEY"],
      ["secretsmanager:GetSecretValue", secret("claude/key-a1b2c3"), "KEY"],
      ["secretsmanager:GetSecretValue", secret("claude/key-abcdef-x"), undefined],
      ["secretsmanager:GetSecretValue", secret("claude/key-two-AbCdEf"), undefined],
      ["secretsmanager:GetSecretValue", secret("claude/key2-AbCdEf"), undefined],
      ["secretsmanager:GetSecretValue", secret("claude/ke-AbCdEf"), undefined],
      ["secretsmanager:GetSecretValue", secret("x/claude/key-AbCdEf"), undefined],
      ["secretsmanager:GetSecretValue", secret("claude/gateway-AbCdEf"), undefined],
      ["secretsmanager:GetSecretValue", secret("claude/key-AbCdEf", ACCOUNT, "us-east-1"), undefined],
      ["secretsmanager:PutSecretValue", secret("claude/key-AbCdEf"), undefined],
      ["secretsmanager:UpdateSecret", secret("claude/key-AbCdEf"), undefined],
      ["secretsmanager:DescribeSecret", secret("claude/key-AbCdEf"), undefined],
      ["secretsmanager:ListSecrets", "*", undefined],
      ["ssm:GetParameter", parameter("claude/gateway"), "TOKEN"],
      ["ssm:GetParameter", parameter("claude/gateway2"), undefined],
      ["ssm:GetParameter", parameter("claude/gateway/inner"), undefined],
      ["ssm:GetParameter", parameter("claude"), undefined],
      ["ssm:GetParameter", parameter("claude/key"), undefined],
      ["ssm:GetParametersByPath", parameter("claude"), undefined],
      ["ssm:PutParameter", parameter("claude/gateway"), undefined],
      ["iam:PassRole", `arn:aws:iam::${ACCOUNT}:role/claude_console_payments_ci_deploy`, undefined],
      ["bedrock:InvokeModel", `arn:aws:bedrock:${REGION}::foundation-model/anthropic.claude-sonnet-5`, undefined],
    ];
    const wrong: string[] = [];
    let asked = 0;
    for (const [action, resource, reader] of questions) {
      for (const [name, document] of Object.entries({ KEY, TOKEN })) {
        asked += 1;
        const decision = await judged({ action, resource, identity: [document], resourceAccount: ACCOUNT });
        if ((decision === "allowed") !== (reader === name)) wrong.push(`${name} ${action} ${resource}: ${decision}`);
      }
    }
    expect([wrong, asked]).toEqual([[], 44]);
  });

  test("a value goes in by an ephemeral variable, is written anew by a higher number, and not without a value", async () => {
    const [first = "", second = ""] = CANARIES;
    folder.synthesise(declared(1));
    await apply("console", first);
    expect(await stored()).toBe(first);
    expect(differences(await terraform("console").plan())).toEqual([]);
    folder.synthesise(declared(2));
    await apply("console", second);
    expect(await stored()).toBe(second);
    folder.synthesise(declared(3));
    const without = terraform("console");
    const refused = await without.apply().then(
      () => "applied",
      (error: unknown) => String(error),
    );
    expect(refused).toContain("key_value_is_given");
    expect(await stored()).toBe(second);
    written.push(refused);
  });

  test("no state, plan, output or log holds a key", () => {
    for (const stack of ["console", "gateway"]) {
      const holding = filesIn(folder.stackFolder(stack)).filter((file) => {
        const text = readFileSync(file).toString("latin1");
        return CANARIES.some((canary) => text.includes(canary));
      });
      expect([stack, holding]).toEqual([stack, []]);
    }
    expect(CANARIES.filter((canary) => written.join("\n").includes(canary))).toEqual([]);
  });

  test("a destroy takes the readers and the containers away", async () => {
    for (const stack of ["gateway", "console", `shared-${ACCOUNT}`]) await terraform(stack, CANARIES[2]).destroy();
    expect(await readRoles(localAws, ACCOUNT)).toEqual([]);
  });
});
