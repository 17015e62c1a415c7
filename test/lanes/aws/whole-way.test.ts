import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { MODELS } from "../../../catalog/models";
import { readClientSettingsOutput } from "../../../settings/client-settings-output";
import { renderDocuments } from "../../../settings/emit/render-documents";
import { judged } from "../../authorization/aws/judge";
import { simulatorAllows } from "../../helpers/bedrock-decision";
import { bedrockDocuments } from "../../helpers/bedrock-documents";
import type { BedrockCall } from "../client/support/bedrock";
import { type ClientResult, runClient } from "../client/support/run-client";
import type { KnownCredentials } from "../client/support/signature";
import { type Cloud, startCloud } from "../client/support/start-cloud";
import { requireReal } from "../require-real";
import { type AppliedAcme, applyAcme, EU_ACCOUNT } from "./acme/apply-acme";
import { type ReadAccess, readAccess } from "./acme/read-access";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { exchangeWebIdentity, type SignIn, unsignedToken } from "./local-aws/sign-in";

jest.setTimeout(300_000);

const ROLE_ARN = `arn:aws:iam::${EU_ACCOUNT}:role/claude_aws-eu_payments_ci_deploy`;
const OPUS = "eu.anthropic.claude-opus-4-8";
const SONNET = "eu.anthropic.claude-sonnet-5";
const HAIKU = "eu.anthropic.claude-haiku-4-5-20251001-v1:0";
const TOKEN = {
  iss: "https://token.actions.githubusercontent.com",
  aud: "sts.amazonaws.com",
  sub: "repo:acme@9919/payments@71234567:environment:production",
};

const WHAT = "the local AWS with the real Terraform and AWS provider";
requireReal(WHAT, localAwsAbsence())("from examples/acme to an answer, without a hand in between", () => {
  let acme: AppliedAcme;
  let access: ReadAccess;
  let managed: object;
  let pipeline: KnownCredentials;
  let cloud: Cloud | undefined;

  const exchange = (claims: Readonly<Record<string, unknown>>, roleArn = ROLE_ARN): Promise<SignIn> =>
    exchangeWebIdentity(acme.localAws, { roleArn, token: unsignedToken({ ...TOKEN, ...claims }) });

  /** Credentials for the token of the declared pipeline, and whom the emulator takes their holder for. */
  const signIn = async (): Promise<KnownCredentials> => {
    const answer = await exchange({});
    if ("refused" in answer) throw new Error(answer.refused);
    const { granted } = answer;
    const endpoint = acme.localAws.ministackUrl;
    const sts = new STSClient({ endpoint, region: "eu-central-1", credentials: { ...granted } });
    const { Account: accountId = "", Arn: principalArn = "" } = await sts.send(new GetCallerIdentityCommand({}));
    return { ...granted, accountId, principalArn };
  };

  /** Documents of the role behind a session, as the emulator holds them. */
  const accessOf = async (principalArn: string): Promise<ReadAccess> => {
    const [, account = "", role = ""] = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(principalArn) ?? [];
    const everybody = await readAccess(acme, [account]);
    const found = everybody.find(({ principal }) => principal === `arn:aws:iam::${account}:role/${role}`);
    if (found?.boundary === undefined) throw new Error(`${principalArn} has no role with a boundary`);
    return found;
  };

  /** The managed document as it is delivered: from the outputs of the apply, rendered, read back from its text. */
  const renderManaged = async (): Promise<object> => {
    const outputs = await acme.stacks.get("aws-eu")?.run("output", "-json");
    const read = readClientSettingsOutput(JSON.parse(outputs ?? "{}"));
    if (!read.ok) throw new Error(read.problems.join("; "));
    const document = bedrockDocuments(read.documents).find(({ facts }) => facts.roleArn === ROLE_ARN);
    if (document === undefined) throw new Error(`${ROLE_ARN} has no settings`);
    const artefacts = renderDocuments(document.facts, document.settings);
    const file = artefacts.find(({ path }) => path === "payments/aws-eu/ci/deploy/managed-settings.json");
    return JSON.parse(file?.value ?? "") as object;
  };

  beforeAll(async () => {
    acme = await applyAcme();
    managed = await renderManaged();
    pipeline = await signIn();
    access = await accessOf(pipeline.principalArn);
  });
  afterEach(async () => {
    await cloud?.close();
    cloud = undefined;
  });
  afterAll(() => acme?.stop());

  /** What the simulator said about the very thing that a call addresses, by its resource. */
  let verdicts: Map<string, string>;

  /** Asks about what the call addresses, and when that is allowed about each model behind it. */
  const decideBy =
    ({ identity, boundary = {}, principal }: ReadAccess) =>
    async ({ action, resource, region, principalArn }: BedrockCall): Promise<boolean> => {
      const context = { "aws:RequestedRegion": region };
      const verdict = await judged({ action, resource, context, principal, identity, boundary });
      verdicts.set(resource, verdict);
      if (verdict !== "allowed" || principalArn !== pipeline.principalArn) return false;
      return simulatorAllows({ action, resource, region }, { policies: identity, boundary });
    };

  /** The real client as the pipeline starts it, against a Bedrock that asks the simulator with what was read back. */
  const start = async (settings: object, args: readonly string[], granted = access): Promise<ClientResult> => {
    verdicts = new Map();
    const { accessKeyId, secretAccessKey, sessionToken = "" } = pipeline;
    cloud = await startCloud({ credentials: [pipeline], decide: decideBy(granted) });
    const env = {
      ...{ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken },
      CLAUDE_CODE_MAX_RETRIES: "0",
    };
    return runClient({ cloud, settings: { managed: settings }, env, args });
  };
  const summary = ({ exitCode, stdout, calls }: ClientResult) => ({
    exitCode,
    said: stdout.trim(),
    decisions: [...new Set(calls.map(({ decision }) => decision))],
    signedFor: [...new Set(calls.map(({ service, region }) => `${service} ${region}`))],
    foreignHosts: cloud?.refusedHosts,
  });

  test.each([
    ["opus", OPUS],
    ["sonnet", SONNET],
    ["haiku", HAIKU],
  ])("the alias %s is answered by %s, and no call is refused", async (alias, model) => {
    expect(summary(await start(managed, ["--model", alias]))).toEqual({
      exitCode: 0,
      said: `answer of ${model}`,
      decisions: ["allowed"],
      signedFor: ["bedrock eu-central-1"],
      foreignHosts: [],
    });
  });

  const OTHERS = [
    ...MODELS.map(({ bedrock }) => `eu.${bedrock}`).filter((id) => ![OPUS, SONNET, HAIKU].includes(id)),
    ...["us.anthropic.claude-sonnet-5", "global.anthropic.claude-sonnet-5", "anthropic.claude-sonnet-5"],
    "arn:aws:bedrock:eu-central-1:444455556666:inference-profile/eu.anthropic.claude-sonnet-5",
  ];
  test.each(OTHERS)("with a pin that names %s the client asks, is refused, and gives up", async (other) => {
    const wrong = JSON.parse(JSON.stringify(managed).replaceAll(SONNET, other)) as object;
    const { exitCode, stdout, calls } = await start(wrong, ["--model", "sonnet"]);
    const asked = calls.filter(({ modelId }) => modelId === other);
    expect([...new Set(asked.map(({ decision }) => decision))]).toEqual(["denied"]);
    expect([...new Set(asked.map(({ resource }) => verdicts.get(resource)))]).toEqual(["implicitlyDenied"]);
    expect({ exitCode, answered: stdout.includes("answer of") }).toEqual({ exitCode: 1, answered: false });
  });

  test("the same start is refused when what was read back is another grant, or a narrower boundary", async () => {
    const changed = (right: string, wrong: string): ReadAccess =>
      JSON.parse(JSON.stringify(access).replaceAll(right, wrong)) as ReadAccess;
    for (const other of [changed("claude-sonnet-5", "claude-sonnet-4-6"), changed("bedrock:*", "bedrock:List*")]) {
      const { exitCode, decisions } = summary(await start(managed, ["--model", "sonnet"], other));
      expect({ exitCode, refused: decisions.includes("denied") }).toEqual({ exitCode: 1, refused: true });
      await cloud?.close();
      cloud = undefined;
    }
  });

  const IMMUTABLE = "repo:acme@9919/payments@71234567";
  test.each([
    ["another branch", { sub: `${IMMUTABLE}:ref:refs/heads/feature` }],
    ["the main branch without the environment", { sub: `${IMMUTABLE}:ref:refs/heads/main` }],
    ["another environment", { sub: `${IMMUTABLE}:environment:staging` }],
    ["a longer environment", { sub: `${IMMUTABLE}:environment:production-2` }],
    ["another repository", { sub: "repo:acme@9919/website@71234568:environment:production" }],
    ["a repository of the same name made anew", { sub: "repo:acme@9919/payments@99999999:environment:production" }],
    ["a fork of another owner", { sub: "repo:evil@1/payments@71234567:environment:production" }],
    ["a pull request", { sub: `${IMMUTABLE}:pull_request` }],
    ["a subject by name only", { sub: "repo:acme/payments:environment:production" }],
    ["another audience", { aud: "https://github.com/acme" }],
    ["another issuer", { iss: "https://gitlab.com" }],
    ["no subject", { sub: undefined }],
  ])("a token of %s gets no credentials", async (_, claims) => {
    expect(Object.keys(await exchange(claims))).toEqual(["refused"]);
  });

  test.each(["claude_aws-eu_research_ci_nightly", "claude_aws-eu_payments_workload_reviewer"])(
    "the token of the pipeline gets no credentials of %s",
    async (role) => {
      const answer = await exchange({}, `arn:aws:iam::${EU_ACCOUNT}:role/${role}`);
      expect(Object.keys(answer)).toEqual(["refused"]);
    },
  );
});
