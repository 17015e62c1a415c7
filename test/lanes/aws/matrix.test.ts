import type { Decision } from "../../../authorization/aws/compiled-group";
import { judged, ours, type Question } from "../../authorization/aws/judge";
import { requireReal } from "../require-real";
import { type AppliedAcme, applyAcme, EU_ACCOUNT, US_ACCOUNT } from "./acme/apply-acme";
import { globalQuestions, keyOf, type MatrixQuestion, matrixQuestions } from "./acme/matrix-questions";
import { type ReadAccess, readAccess, readApplicationProfiles } from "./acme/read-access";
import { localAwsAbsence } from "./local-aws/local-aws-absence";

jest.setTimeout(300_000);

const [OPUS, SONNET, HAIKU] = [
  ...["anthropic.claude-opus-4-8", "anthropic.claude-sonnet-5", "anthropic.claude-haiku-4-5-20251001-v1:0"],
] as [string, string, string];
const [SONNET_46, SONNET_45] = ["anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-5-20250929-v1:0"] as const;
const EU = ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"];
const EVERYDAY = { [OPUS]: EU, [SONNET]: EU, [HAIKU]: EU };
const FRUGAL = { [SONNET_46]: EU, [HAIKU]: EU, [SONNET_45]: [...EU, "eu-central-2", "eu-west-2"] };
const US = ["ca-central-1", "ca-west-1", "us-east-1", "us-east-2", "us-west-2"];
const EVERYDAY_US = {
  [OPUS]: [...US, "us-west-1"],
  [SONNET]: US,
  [HAIKU]: ["ca-central-1", "us-east-1", "us-east-2", "us-west-2"],
};

/** Written by hand from examples/acme/access.yaml and AWS's lists: who may use which models, and where they may run. */
const TABLE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "111122223333 permission-set/claude_aws-eu_payments": EVERYDAY,
  "111122223333 permission-set/claude_aws-eu_research": EVERYDAY,
  "111122223333 permission-set/claude_aws-eu_support": FRUGAL,
  "111122223333 role/claude_aws-eu_payments_ci_deploy": EVERYDAY,
  "111122223333 role/claude_aws-eu_payments_workload_reviewer": EVERYDAY,
  "111122223333 role/claude_aws-eu_research_ci_nightly": EVERYDAY,
  "111122223333 role/claude_aws-eu_support_workload_triage": FRUGAL,
  "444455556666 permission-set/claude_aws-us_research": EVERYDAY_US,
  "444455556666 role/claude_aws-us_research_ci_nightly": EVERYDAY_US,
};
const nameOf = ({ account, name }: ReadAccess): string => `${account} ${name}`;
const regionOf = ({ account }: ReadAccess): string => (account === EU_ACCOUNT ? "eu-central-1" : "us-east-1");

/** Everything that the table lets somebody do: by system profile in Europe, by application profile in America. */
const allowedOf = (access: ReadAccess, application: Readonly<Record<string, string>>): ReadonlySet<string> => {
  const profileOf = (model: string): string =>
    access.account === EU_ACCOUNT
      ? `arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.${model}`
      : (application[model] ?? "missing");
  const model = (region: string, id: string) => `arn:aws:bedrock:${region}::foundation-model/${id}`;
  const invokes = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
  const questions = Object.entries(TABLE[nameOf(access)] ?? {}).flatMap(([id, regions]): MatrixQuestion[] => [
    { action: "bedrock:CountTokens", resource: model(regionOf(access), id) },
    ...[...invokes, "bedrock:GetInferenceProfile"].map((action) => ({ action, resource: profileOf(id) })),
    ...invokes.flatMap((action) =>
      regions.map((region) => ({ action, resource: model(region, id), profile: profileOf(id) })),
    ),
  ]);
  return new Set([...questions, { action: "bedrock:ListInferenceProfiles", resource: "*" }].map(keyOf));
};

/** As if every other account let everybody in: what is refused, the identity's own documents refuse. */
const questionTo = (access: ReadAccess, { action, resource, profile }: MatrixQuestion): Question => ({
  action,
  resource,
  principal: access.principal,
  resourceAccount: access.account,
  identity: access.identity,
  ...(access.boundary === undefined ? {} : { boundary: access.boundary }),
  context: {
    "aws:RequestedRegion": resource.includes(":bedrock:::") ? "unspecified" : regionOf(access),
    ...(profile === undefined ? {} : { "bedrock:InferenceProfileArn": profile }),
  },
});

/** The simulator's answer; undefined for an ARN that fits two types of resource, about which it cannot be asked. */
const judgedIfClear = (question: Question): Promise<Decision | undefined> =>
  judged(question).catch((error: Error) => {
    if (error.message.includes("multiple.resource.types")) return undefined;
    throw error;
  });

const WHAT = "the local AWS with the real Terraform and AWS provider";
requireReal(WHAT, localAwsAbsence())("the matrix over examples/acme, applied and read back", () => {
  let acme: AppliedAcme | undefined;
  let everybody: readonly ReadAccess[];
  let application: Readonly<Record<string, string>>;

  beforeAll(async () => {
    acme = await applyAcme();
    const read = await readAccess(acme, [EU_ACCOUNT, US_ACCOUNT]);
    everybody = read.filter(({ name }) => name !== "role/cluster-prod");
    const byName = await readApplicationProfiles(acme.localAws, { account: US_ACCOUNT, region: "us-east-1" });
    application = {
      [OPUS]: byName["claude_aws-us_research_claude-opus-4-8"] ?? "",
      [SONNET]: byName["claude_aws-us_research_claude-sonnet-5"] ?? "",
      [HAIKU]: byName["claude_aws-us_research_claude-haiku-4-5"] ?? "",
    };
    expect(Object.keys(byName)).toHaveLength(3);
  });
  afterAll(() => acme?.stop());

  const questionsTo = (access: ReadAccess) =>
    matrixQuestions({ account: access.account, region: regionOf(access) }, Object.values(application));

  test("everybody of the table was applied, and nobody else", () => {
    expect(everybody.map(nameOf).sort()).toEqual(Object.keys(TABLE).sort());
    const limited = everybody.filter(({ boundary }) => boundary !== undefined);
    expect(limited.map(nameOf).sort()).toEqual(Object.keys(TABLE).filter((name) => name.startsWith(EU_ACCOUNT)));
  });

  test("people hold their own team's permission set, and nobody else does", () => {
    const people = everybody.filter(({ groups }) => groups.length > 0);
    expect(Object.fromEntries(people.map((access) => [nameOf(access), access.groups]))).toEqual({
      "111122223333 permission-set/claude_aws-eu_payments": ["claude-payments"],
      "111122223333 permission-set/claude_aws-eu_research": ["claude-research"],
      "111122223333 permission-set/claude_aws-eu_support": ["claude-support"],
      "444455556666 permission-set/claude_aws-us_research": ["claude-research"],
    });
  });

  test("the simulator and our evaluator answer every question as the table does", async () => {
    const wrong: string[] = [];
    const disagreed: string[] = [];
    const unclear = new Set<string>();
    const count = { asked: 0, allowed: 0, denied: 0, seconds: 0 };
    const started = Date.now();
    for (const access of everybody) {
      const allowed = allowedOf(access, application);
      const left = new Set(allowed);
      for (const question of await questionsTo(access)) {
        const key = keyOf(question);
        const asked = questionTo(access, question);
        const said = await judgedIfClear(asked);
        const own = ours(asked);
        left.delete(key);
        if (said === undefined) {
          unclear.add(question.action);
          expect(own).toBe("implicitlyDenied");
          continue;
        }
        count.asked += 1;
        count[said === "allowed" ? "allowed" : "denied"] += 1;
        if ((said === "allowed") !== allowed.has(key)) wrong.push(`${nameOf(access)}: ${said} ${key}`);
        if (own !== said) disagreed.push(`${nameOf(access)}: ${said} ${key}, ours ${own}`);
      }
      expect([...left]).toEqual([]);
    }
    count.seconds = Math.round((Date.now() - started) / 1000);
    process.stderr.write(`matrix: ${JSON.stringify({ ...count, unclear: [...unclear] })}\n`);
    expect({ wrong: wrong.slice(0, 20), disagreed: disagreed.slice(0, 20) }).toEqual({ wrong: [], disagreed: [] });
    expect([...unclear]).toEqual(["bedrock:UpdateDataAutomationProject"]);
    expect(count.asked).toBeGreaterThanOrEqual(5_000);
  });

  const PROFILE = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-5";
  const CONDITION = `"Condition":{"StringEquals":{"bedrock:InferenceProfileArn":"${PROFILE}"}}`;
  const MODEL = "::foundation-model/anthropic.claude-sonnet-5";
  const mutations: readonly [string, string, string, string][] = [
    ["a model with an open end", "wrongly allowed", `${MODEL}"`, `${MODEL}*"`],
    ["a region that is any", "wrongly allowed", `eu-west-1${MODEL}`, `*${MODEL}`],
    ["no condition on the profile", "wrongly allowed", CONDITION, '"Condition":{}'],
    ["a profile of any account", "wrongly allowed", PROFILE, PROFILE.replace("111122223333", "*")],
    ["the profile of another model", "wrongly allowed", PROFILE, PROFILE.replace("sonnet-5", "opus-4-8")],
    ["an action beyond the catalog", "wrongly allowed", "bedrock:GetInferenceProfile", "bedrock:*"],
    ["one destination too few", "wrongly refused", `eu-west-3${MODEL}`, "eu-west-3::foundation-model/none"],
    ["no stream", "wrongly refused", "bedrock:InvokeModelWithResponseStream", "bedrock:InvokeModel"],
    ["a longer condition on the profile", "wrongly refused", CONDITION, CONDITION.replace("sonnet-5", "sonnet-5-5")],
  ];
  const wrongAnswers = async (access: ReadAccess): Promise<readonly string[]> => {
    const allowed = allowedOf(access, application);
    const near = (await questionsTo(access)).filter((question) => keyOf(question).includes("claude-sonnet-5"));
    const answers = await Promise.all(
      near.map(async (question) => {
        const letIn = (await judged(questionTo(access, question))) === "allowed";
        if (letIn === allowed.has(keyOf(question))) return undefined;
        return letIn ? "wrongly allowed" : "wrongly refused";
      }),
    );
    return answers.filter((answer) => answer !== undefined);
  };

  test.each(mutations)("the matrix would see %s: %s", async (_, answer, right, wrong) => {
    const access = everybody.find(({ name }) => name === "role/claude_aws-eu_payments_ci_deploy");
    if (access === undefined) throw new Error("was not applied");
    const text = JSON.stringify(access.identity);
    expect(text).toContain(right);
    const identity = JSON.parse(text.replaceAll(right, wrong)) as ReadAccess["identity"];
    expect(await wrongAnswers({ ...access, identity })).toContain(answer);
  });

  test("the matrix would see a boundary that leaves no room", async () => {
    const access = everybody.find(({ name }) => name === "permission-set/claude_aws-eu_payments");
    if (access?.boundary === undefined) throw new Error("has no boundary");
    const boundary = JSON.parse(JSON.stringify(access.boundary).replace("bedrock:*", "bedrock:CountTokens")) as object;
    expect(await wrongAnswers({ ...access, boundary: { ...boundary } })).toContain("wrongly refused");
  });

  test("our evaluator lets nobody through to a model without a region, which the simulator cannot be asked about", () => {
    const asked = everybody.flatMap((access) =>
      globalQuestions(Object.values(application)).map((question) => ours(questionTo(access, question))),
    );
    process.stderr.write(`matrix, without a region: ${asked.length} asked of our evaluator only\n`);
    expect(asked.filter((decision) => decision !== "implicitlyDenied")).toEqual([]);
  });
});
