import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
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
/** Numbers of the values: of the secret, which may be without one, and of the parameter, which may not. */
interface Versions {
  readonly secret?: number;
  readonly parameter: number;
}
const declared = ({ secret, parameter }: Versions) => `organization: acme
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
    key: { in: aws-eu, secret: claude/key${secret === undefined ? "" : `, valueVersion: ${secret}`} }
  gateway:
    route: gateway
    baseUrl: https://llm.acme.example/anthropic
    token: { in: aws-eu, secret: /claude/gateway, kind: parameterStore, valueVersion: ${parameter} }
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
/** Values by entry, in the order in which they are written. */
const CANARIES = {
  console: ["sk-canary-first-0123456789", "sk-canary-second-0123456789", "sk-canary-third-0123456789"],
  gateway: ["canary-gateway-first-0123456789", "canary-gateway-second-0123456789", "canary-gateway-third-0123456789"],
} as const;
type Entry = keyof typeof CANARIES;
const ENTRIES: readonly Entry[] = ["console", "gateway"];
const EVERY_CANARY: readonly string[] = ENTRIES.flatMap((entry) => CANARIES[entry]);

const reads = (action: string, resource: string) => ({
  Version: "2012-10-17",
  Statement: [{ Sid: "ReadTheKey", Effect: "Allow", Action: [action], Resource: resource }],
});
const KEY = reads(
  "secretsmanager:GetSecretValue",
  `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:claude/key-??????`,
);
const TOKEN = reads("ssm:GetParameter", `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/claude/gateway`);

/** Texts in which a value could lie: a file's bytes, and those of what is packed in it, as a plan is. */
const textsOf = (file: string): string[] => {
  const bytes = readFileSync(file);
  const members = bytes.subarray(0, 2).toString() === "PK" ? Object.values(unzipSync(bytes)) : [];
  return [bytes, ...members].map((one) => Buffer.from(one).toString("latin1"));
};

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
  const initialised = new Set<string>();
  const initialise = async (stack: string): Promise<void> => {
    if (initialised.has(stack)) return;
    initialised.add(stack);
    await terraform(stack).init();
  };
  const apply = async (stack: string, key?: string): Promise<void> => {
    await initialise(stack);
    written.push(await terraform(stack, key).apply());
  };
  const refusalOf = async (stack: Entry): Promise<string> => {
    const said = await terraform(stack)
      .apply()
      .catch((error: unknown) => String(error));
    written.push(said);
    return said;
  };
  const call = (service: string, target: string, body: unknown) =>
    rootCall({ account: ACCOUNT, region: REGION, service, url: localAws.ministackUrl, target, body });
  const stored = async (entry: Entry): Promise<unknown> => {
    if (entry === "console") {
      const answer = await call("secretsmanager", "secretsmanager.GetSecretValue", { SecretId: "claude/key" });
      return (answer as { SecretString?: string }).SecretString;
    }
    const asked = { Name: "/claude/gateway", WithDecryption: true };
    return ((await call("ssm", "AmazonSSM.GetParameter", asked)) as { Parameter?: { Value?: string } }).Parameter
      ?.Value;
  };
  const together = <T>(one: (entry: Entry) => Promise<T>): Promise<T[]> => Promise.all(ENTRIES.map(one));
  const planned = async (entry: Entry, key?: string) => differences(await terraform(entry, key).plan());

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
    folder.synthesise(declared({ parameter: 1 }));
    await Promise.all([apply(`shared-${ACCOUNT}`), together(initialise)]);
    await Promise.all([apply("console"), apply("gateway", CANARIES.gateway[0])]);
  });
  afterAll(async () => {
    await localAws?.stop();
    folder?.remove();
  });

  test("containers and readers are planned again without a difference, also without the key at hand", async () => {
    expect(await together((entry) => planned(entry))).toEqual([[], []]);
    expect(await together(stored)).toEqual([undefined, CANARIES.gateway[0]]);
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

  test("a value goes in by an ephemeral variable, and is written anew by a higher number", async () => {
    folder.synthesise(declared({ secret: 1, parameter: 2 }));
    await Promise.all([apply("console", CANARIES.console[0]), apply("gateway", CANARIES.gateway[1])]);
    expect(await together(stored)).toEqual([CANARIES.console[0], CANARIES.gateway[1]]);
    folder.synthesise(declared({ secret: 2, parameter: 2 }));
    await apply("console", CANARIES.console[1]);
    expect(await together(stored)).toEqual([CANARIES.console[1], CANARIES.gateway[1]]);
  });

  test("while the number stays nothing is planned, without the value and with another", async () => {
    expect(await Promise.all([planned("console"), planned("gateway", CANARIES.gateway[2])])).toEqual([[], []]);
  });

  test("refuses a higher number without a value, keeps the old value, and takes the number once a value is given", async () => {
    folder.synthesise(declared({ secret: 3, parameter: 3 }));
    const refusals = await together(refusalOf);
    for (const refusal of refusals) expect(refusal).toContain("local-exec provisioner error");
    for (const refusal of refusals) expect(refusal).toContain("terraform_data.key_value_is_given");
    expect(await together(stored)).toEqual([CANARIES.console[1], CANARIES.gateway[1]]);
    // Planned with the value at hand, into a file that is looked into below, and applied from it.
    const changes = await together((entry) => planned(entry, CANARIES[entry][2]));
    expect(changes.map(({ length }) => length > 0)).toEqual([true, true]);
    written.push(
      ...(await together((entry) => terraform(entry, CANARIES[entry][2]).run("apply", "-no-color", "local.tfplan"))),
    );
    expect(await together(stored)).toEqual([CANARIES.console[2], CANARIES.gateway[2]]);
  });

  test("no state, plan, member of a plan, output or log holds a key", () => {
    for (const stack of ENTRIES) {
      const files = filesIn(folder.stackFolder(stack));
      expect(
        ["cdk.tf.json", "local.tfstate", "local.tfplan"].filter(
          (name) => !files.some((file) => file.endsWith(`/${name}`)),
        ),
      ).toEqual([]);
      const members = textsOf(files.find((file) => file.endsWith("/local.tfplan")) ?? "");
      expect(members.length).toBeGreaterThan(3);
      expect(members.some((text) => text.includes("key_value_is_given"))).toBe(true);
      const holding = files.filter((file) =>
        textsOf(file).some((text) => EVERY_CANARY.some((canary) => text.includes(canary))),
      );
      expect([stack, holding]).toEqual([stack, []]);
    }
    expect(EVERY_CANARY.filter((canary) => written.join("\n").includes(canary))).toEqual([]);
  });

  test("a destroy takes the readers and the containers away", async () => {
    await Promise.all([...ENTRIES, `shared-${ACCOUNT}`].map((stack) => terraform(stack).destroy()));
    expect(await readRoles(localAws, ACCOUNT)).toEqual([]);
    expect(await together(stored).catch((error: unknown) => String(error))).toEqual(expect.any(String));
  });
});
