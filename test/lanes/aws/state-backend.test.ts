import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { explainDeployer } from "../../../cli/explain-deployer";
import { judged, ours } from "../../authorization/aws/judge";
import { requireReal } from "../require-real";
import { type Recorder, startRecorder, type WireCall } from "./declared/record-calls";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { type LocalAws, startLocalAws } from "./local-aws/start-local-aws";

jest.setTimeout(120_000);

const run = promisify(execFile);
const PROGRAM = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
const QUIET = ["-no-color", "-input=false"];
const ACCOUNT = "111122223333";
const BACKEND = { bucket: "acme-terraform", region: "eu-central-1", use_lockfile: true, dynamodb_table: "locks" };
const DECLARATION = `organization: acme
state: { s3: ${JSON.stringify(BACKEND)} }
models: { everyday: { sonnet: claude-sonnet-5 } }
providers: { aws-eu: { route: bedrock, account: "${ACCOUNT}", region: eu-central-1, geography: eu } }
teams:
  payments:
    { uses: aws-eu, models: everyday, workloads: { batch: { lambda: {} } } }
`;
const KEY = "claude-access/acme/aws-eu.tfstate";

interface Document {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: readonly string[] }[];
}
interface Need {
  readonly action: string;
  readonly resource: string;
}

const VERBS: Readonly<Record<string, string>> = {
  GET: "GetObject",
  HEAD: "GetObject",
  PUT: "PutObject",
  DELETE: "DeleteObject",
};

/** What a call needs, by the Service Authorization Reference. */
const needOf = ({ service, method, path, target, body }: WireCall): Need[] => {
  if (service === "sts") return [];
  if (service === "dynamodb") {
    const { TableName } = JSON.parse(body) as { TableName: string };
    const resource = `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/${TableName}`;
    return [{ action: `dynamodb:${target?.split(".")[1]}`, resource }];
  }
  const [, bucket = "", key = ""] = /^\/([^/?]+)\/?([^?]*)/.exec(path) ?? [];
  if (key === "") return [{ action: "s3:ListBucket", resource: `arn:aws:s3:::${bucket}` }];
  return [{ action: `s3:${VERBS[method]}`, resource: `arn:aws:s3:::${bucket}/${decodeURIComponent(key)}` }];
};

requireReal("the local AWS with the real Terraform", localAwsAbsence())("the state in an S3 backend", () => {
  let localAws: LocalAws;
  let recorder: Recorder;
  const folder = mkdtempSync(join(tmpdir(), "state-"));
  const needs: Record<"plan" | "apply", Need[]> = { plan: [], apply: [] };
  let printed: Readonly<Record<"plan" | "apply", Document>>;

  const explained = (): Readonly<Record<"plan" | "apply", Document>> => {
    const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
    try {
      expect(explainDeployer({ declaration: join(folder, "access.yaml") })).toBe(0);
      const text = write.mock.calls.map(([part]) => String(part)).join("");
      const { state } = JSON.parse(text) as { state: { stacks: Record<string, typeof printed> } };
      const policies = state.stacks["aws-eu"];
      if (policies === undefined) throw new Error(text);
      return policies;
    } finally {
      write.mockRestore();
    }
  };

  const environment = () => ({
    PATH: process.env.PATH,
    HOME: folder,
    ...{ AWS_ACCESS_KEY_ID: "example", AWS_SECRET_ACCESS_KEY: "example", AWS_EC2_METADATA_DISABLED: "true" },
    ...{ AWS_ENDPOINT_URL: recorder.url, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
  });
  const terraform = async (kind: "plan" | "apply", ...args: string[]): Promise<void> => {
    await run(PROGRAM, args, {
      cwd: join(folder, "work"),
      env: environment(),
      timeout: 60_000,
    });
    needs[kind].push(...recorder.take().flatMap(needOf));
  };
  const configure = (input: string): void => {
    const s3 = { ...BACKEND, key: KEY, use_path_style: true };
    const resource = { terraform_data: { x: { input } } };
    writeFileSync(join(folder, "work", "main.tf.json"), JSON.stringify({ terraform: { backend: { s3 } }, resource }));
  };
  /** Makes what a backend must find, at moto, which checks no signature. */
  const seed = async (): Promise<void> => {
    const signed = (service: string) =>
      `AWS4-HMAC-SHA256 Credential=example/20261123/eu-central-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
    const table = {
      ...{ TableName: "locks", BillingMode: "PAY_PER_REQUEST" },
      KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
    };
    const constraint =
      "<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>";
    const answers = await Promise.all([
      fetch(`${localAws.motoUrl}/acme-terraform`, {
        method: "PUT",
        headers: { authorization: signed("s3") },
        body: constraint,
      }),
      fetch(localAws.motoUrl, {
        method: "POST",
        headers: { authorization: signed("dynamodb"), "x-amz-target": "DynamoDB_20120810.CreateTable" },
        body: JSON.stringify(table),
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  };

  beforeAll(async () => {
    localAws = await startLocalAws();
    recorder = await startRecorder(localAws.motoUrl);
    await seed();
    mkdirSync(join(folder, "work"));
    writeFileSync(join(folder, "access.yaml"), DECLARATION);
    printed = explained();
    for (const input of ["one", "two"]) {
      configure(input);
      await terraform("plan", "init", ...QUIET);
      await terraform("plan", "plan", ...QUIET, "-out=plan");
      await terraform("apply", "apply", ...QUIET, "plan");
    }
    await terraform("apply", "destroy", ...QUIET, "-auto-approve");
  });
  afterAll(async () => {
    await recorder?.stop();
    await localAws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(["plan", "apply"] as const)(
    "the printed policy for %s allows all that Terraform asks of it",
    async (kind) => {
      const unique = [...new Map(needs[kind].map((need) => [JSON.stringify(need), need])).values()];
      expect(unique.length).toBeGreaterThan(4);
      const context = { "aws:PrincipalAccount": ACCOUNT, "aws:ResourceAccount": ACCOUNT };
      for (const need of unique) {
        const question = {
          ...need,
          context,
          identity: [printed[kind]],
          principal: `arn:aws:iam::${ACCOUNT}:role/deployer`,
        };
        expect({ need, answers: [await judged(question), ours(question)] }).toEqual({
          need,
          answers: ["allowed", "allowed"],
        });
      }
    },
  );

  test("the printed policies hold no action that is not needed", () => {
    const spare = (kind: "plan" | "apply", used: readonly Need[]): string[] =>
      printed[kind].Statement.flatMap(({ Action, Resource }) =>
        Action.map((action) => ({ action, resource: (Resource[0] ?? "").replace(":*:", `:${ACCOUNT}:`) })),
      )
        .filter((one) => !used.some((need) => need.action === one.action && need.resource === one.resource))
        .map(({ action, resource }) => `${action} ${resource}`);
    expect({ plan: spare("plan", needs.plan), apply: spare("apply", [...needs.plan, ...needs.apply]) }).toEqual({
      plan: [],
      apply: [],
    });
  });

  test("the key is that of the synthesised stack", () => {
    expect(JSON.stringify(printed)).toContain(`arn:aws:s3:::acme-terraform/${KEY}`);
    expect(readFileSync(join(folder, "work", "main.tf.json"), "utf8")).toContain(KEY);
  });
});
