import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformRun } from "./terraform-run";

/** Each model of it is looked up, so that only a plan knows how long the documents are. */
const declared = (retiring: readonly string[]) => `organization: acme
models:
  all:
    opus: claude-opus-5-5
    sonnet: claude-sonnet-5-5
    haiku: claude-haiku-5-5
    fable: claude-fable-5-2
    retiring: [${retiring.map((model) => `{ model: ${model}, until: 2027-12-31 }`).join(", ")}]
providers:
  aws-apac:
    route: bedrock
    account: "111122223333"
    region: ap-northeast-1
    geography: apac
    resolve: plan
teams:
  payments:
    uses: aws-apac
    models: all
    workloads: { triage: { ec2: {} } }
`;
const MANY = [
  ...["fable-5-1", "fable-5", "haiku-4-5", "sonnet-4-6", "sonnet-4-5"],
  ...["opus-5", "opus-4-8", "opus-4-7", "opus-4-6", "opus-4-5", "opus-4-1"],
];

let terraform: TerraformRun;
beforeEach(async () => {
  terraform = await TerraformRun.start();
}, 60_000);
afterEach(() => terraform.stop());

const lines = (text: string): string => text.replace(/^[│╷╵ ]+/gm, "").replace(/\s+/g, " ");

test("a plan refuses documents that what it looked up makes too long, before anything is made", async () => {
  terraform.synth(declared(MANY.map((model) => `claude-${model}`)));
  const refused = await terraform.plan("aws-apac").then(
    () => "",
    ({ stderr }: { stderr: string }) => lines(stderr),
  );
  expect(refused).toContain("Error: Resource precondition failed");
  expect(refused).toContain(
    "The grant of payments_workload_triage has 11433 characters, AWS takes at most 10240 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html); name fewer models, or a geography with fewer regions",
  );
  expect(terraform.things()).toEqual([]);
}, 120_000);

interface Shown {
  readonly values: { readonly root_module: { readonly resources: readonly Resource[] } };
}
interface Resource {
  readonly type: string;
  readonly mode: "managed" | "data";
  readonly values: { readonly policy?: string; readonly models?: readonly { readonly model_arn: string }[] };
}

test("with fewer models the same plan is taken, and what AWS gets is exactly as long as was reckoned", async () => {
  terraform.synth(declared([]));
  await terraform.apply("aws-apac");
  expect(await terraform.plan("aws-apac")).toEqual({});
  const shown = JSON.parse(await terraform.terraform("aws-apac", "show", "-json")) as Shown;
  const { resources } = shown.values.root_module;
  const lists = resources
    .filter(({ mode }) => mode === "data")
    .map(({ values: { models = [] } }) => JSON.stringify(models.map(({ model_arn }) => model_arn)));
  const policies = resources.flatMap(({ type, values }) =>
    type === "aws_iam_role_policy" ? [values.policy ?? ""] : [],
  );
  const synth = readFileSync(join(terraform.folder, "out", "stacks", "aws-apac", "cdk.tf.json"), "utf8");
  const reckoned = Number(/"condition": "\$\{\(+(\d+) \+ length/.exec(synth)?.[1]);
  expect({ lists: lists.length, policies: policies.length }).toEqual({ lists: 4, policies: 2 });
  expect(reckoned + lists.join("").length).toBe(policies.join("").length);
}, 120_000);
