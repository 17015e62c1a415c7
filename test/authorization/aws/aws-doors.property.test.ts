import { mantleIdOf, mantleModels } from "../../../catalog/mantle-models";
import { EVERY_AWS_DOOR } from "../../helpers/every-aws-door";
import type { StackJson } from "../../helpers/synth";
import { synthDeclaration } from "../../helpers/synth-declaration";
import { judged, ours } from "./judge";

const STACKS = synthDeclaration(EVERY_AWS_DOOR);

/** Documents of each identity as they are planned, by `STACK/ADDRESS`. */
const documentsIn = ([stack, { resource = {} }]: [string, StackJson]): [string, unknown[]][] => {
  const found = new Map<string, unknown[]>();
  const add = (address: string, text: unknown) => found.set(`${stack}/${address}`, [JSON.parse(String(text))]);
  for (const [name, { policy }] of Object.entries(resource.aws_iam_role_policy ?? {})) add(name, policy);
  for (const [name, { inline_policy }] of Object.entries(resource.aws_ssoadmin_permission_set_inline_policy ?? {}))
    add(name, inline_policy);
  return [...found];
};
const HOLDERS = new Map(Object.entries(STACKS).flatMap(documentsIn));

const workspace = (id: string, region = "us-east-1", account = "111122223333") =>
  `arn:aws:aws-external-anthropic:${region}:${account}:workspace/${id}`;
const project = (region: string, account: string) => `arn:aws:bedrock-mantle:${region}:${account}:project/default`;

/** Workspaces, of which each holder of a stack may call one. */
const WORKSPACES: Readonly<Record<string, string>> = {
  platform: workspace("wrkspc_01AbCdEfGh"),
  "platform-two": workspace("wrkspc_02AbCdEfGh"),
};
const EVERYDAY = ["anthropic.claude-opus-4-8", "anthropic.claude-sonnet-5", "anthropic.claude-haiku-4-5"];
/** Models of Mantle, by the start of a holder's address: written down by hand, not taken from the settings. */
const MODELS: Readonly<Record<string, readonly string[]>> = {
  "mantle/support_": EVERYDAY,
  "mantle/tools_": ["anthropic.claude-haiku-4-5", "anthropic.claude-sonnet-5"],
  "beside/cards_": ["anthropic.claude-opus-4-8"],
};
const PROJECTS: Readonly<Record<string, string>> = {
  mantle: project("eu-central-1", "111122223333"),
  beside: project("eu-central-1", "444455556666"),
};

interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly model?: string;
}
const ASKED: readonly Asked[] = [
  ...[
    ...Object.values(WORKSPACES),
    workspace("wrkspc_03AbCdEfGh"),
    workspace("wrkspc_01AbCdEfGh", "eu-central-1"),
    workspace("wrkspc_01AbCdEfGh", "us-east-1", "444455556666"),
  ].flatMap((resource) =>
    ["CreateInference", "CountTokens", "GetWorkspace", "CreateBatchInference"].map((name) => ({
      action: `aws-external-anthropic:${name}`,
      resource,
    })),
  ),
  ...[
    ...Object.values(PROJECTS),
    project("us-east-1", "111122223333"),
    project("eu-central-1", "999988887777"),
    project("eu-central-1", "111122223333").replace("default", "proj_of_somebody"),
  ].flatMap((resource) =>
    ["CreateInference", "CountTokens", "GetProject"].flatMap((name) =>
      [...mantleModels().flatMap((id) => mantleIdOf(id) ?? []), "openai.gpt-oss-120b"].map((model) => ({
        action: `bedrock-mantle:${name}`,
        resource,
        model,
      })),
    ),
  ),
  ...["aws-external-anthropic:CallWithBearerToken", "bedrock-mantle:CallWithBearerToken"].map((action) => ({
    action,
    resource: "*",
  })),
];

const CALLS = new Set(["CreateInference", "CountTokens"]);

/** What was declared, said anew. */
const expected = (holder: string, { action, resource, model = "" }: Asked): boolean => {
  const [stack = ""] = holder.split("/");
  const [service, name = ""] = action.split(":");
  if (!CALLS.has(name)) return false;
  if (service === "aws-external-anthropic") return WORKSPACES[stack] === resource;
  const [, models = []] = Object.entries(MODELS).find(([start]) => holder.startsWith(start)) ?? [];
  const own = PROJECTS[stack]?.replace("default", "");
  return own !== undefined && resource.startsWith(own) && models.includes(model);
};

test("every identity of the two doors has its documents", () => {
  expect([...HOLDERS.keys()].sort()).toEqual([
    "beside/cards_ci_deploy",
    "mantle/support_ci_deploy",
    "mantle/support_people",
    "mantle/support_workload_function",
    "mantle/support_workload_pod",
    "mantle/tools_ci_nightly",
    "platform-two/research_people",
    "platform/payments_ci_deploy",
    "platform/payments_people",
    "platform/payments_workload_function",
    "platform/payments_workload_old",
    "platform/payments_workload_pod",
  ]);
});

test("who may call what at the two doors is what was declared, both ways", async () => {
  const wrong: string[] = [];
  const given = { true: 0, false: 0 };
  for (const [holder, identity] of HOLDERS) {
    for (const asked of ASKED) {
      const { action, resource, model } = asked;
      const hasModel = CALLS.has(action.split(":")[1] ?? "") && model !== undefined;
      const context: Record<string, string> = hasModel ? { "bedrock-mantle:Model": model } : {};
      const resourceAccount = resource.split(":")[4] ?? "111122223333";
      const principal = `arn:aws:iam::${resourceAccount}:role/claude`;
      const question = { action, resource, context, identity, principal, resourceAccount };
      const decision = await judged(question);
      if (ours(question) !== decision) wrong.push(`${holder}: we say ${ours(question)}: ${JSON.stringify(asked)}`);
      const right = expected(holder, asked);
      given[`${right}`] += 1;
      if ((decision === "allowed") !== right) wrong.push(`${holder}: ${decision}: ${JSON.stringify(asked)}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(given).toEqual({ true: 70, false: 2354 });
});

test("nobody is given a model of Mantle where the request does not say which", async () => {
  for (const [holder, identity] of HOLDERS) {
    const resource = PROJECTS[holder.split("/")[0] ?? ""];
    if (resource === undefined) continue;
    const decision = await judged({ action: "bedrock-mantle:CreateInference", resource, identity });
    expect([holder, decision]).toEqual([holder, "implicitlyDenied"]);
  }
});
