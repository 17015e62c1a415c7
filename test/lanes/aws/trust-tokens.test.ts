import { evaluateTrust } from "../../../authorization/aws/evaluate-trust";
import { documentOf, judged } from "../../authorization/aws/judge";
import { requireReal } from "../require-real";
import { type DeclaredFolder, declaredFolder } from "./declared/declared-folder";
import { TOKEN_ACCOUNT, TOKEN_DECLARATION, TOKEN_ROLES, type TokenRole } from "./declared/token-roles";
import { type TrustToken, trustTokens } from "./declared/trust-tokens";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { type PolicyDocument, readRoles } from "./local-aws/read-back";
import { realTerraform } from "./local-aws/real-terraform";
import { exchangeWebIdentity, unsignedToken } from "./local-aws/sign-in";
import { type LocalAws, startLocalAws } from "./local-aws/start-local-aws";

jest.setTimeout(180_000);

const TOKENS = trustTokens();
const STACK = "aws";
const arnOf = ({ identity }: TokenRole): string => `arn:aws:iam::${TOKEN_ACCOUNT}:role/claude_aws_${identity}`;
const shown = ({ role, what, claims, comesIn }: TrustToken): string =>
  `${role.identity}: ${what} ${JSON.stringify(claims)} must ${comesIn ? "come in" : "stay out"}`;
const count = (tokens: readonly TrustToken[]) => ({
  asked: tokens.length,
  comeIn: tokens.filter(({ comesIn }) => comesIn).length,
  classes: new Set(tokens.map(({ what }) => what)).size,
});
const note = (judge: string, figures: object): void => {
  process.stderr.write(`trust tokens, ${judge}: ${JSON.stringify(figures)}\n`);
};

/** Tokens about which somebody gives another answer than the table. */
const wrongAnswers = async (
  tokens: readonly TrustToken[],
  letsIn: (token: TrustToken) => boolean | Promise<boolean>,
): Promise<readonly string[]> => {
  const wrong: string[] = [];
  for (const token of tokens) if ((await letsIn(token)) !== token.comesIn) wrong.push(shown(token));
  return wrong;
};

/** Trust documents by role, as they were synthesised. */
const synthesisedTrusts = (folder: DeclaredFolder): Map<string, PolicyDocument> =>
  new Map(
    Object.values(folder.read(STACK).resource?.aws_iam_role ?? {}).map(({ name, assume_role_policy: text }) => [
      `arn:aws:iam::${TOKEN_ACCOUNT}:role/${name}`,
      JSON.parse(String(text)) as PolicyDocument,
    ]),
  );

const trustOf = (trusts: ReadonlyMap<string, PolicyDocument>, role: TokenRole): PolicyDocument => {
  const found = trusts.get(arnOf(role));
  if (found === undefined) throw new Error(`${arnOf(role)} is not there`);
  return found;
};

const ours = (trusts: ReadonlyMap<string, PolicyDocument>, { role, claims }: TrustToken): boolean => {
  const principal = { kind: "webIdentity", issuer: String(claims.iss ?? ""), claims } as const;
  const trust = documentOf(trustOf(trusts, role));
  return evaluateTrust({ trust, principal, roleArn: arnOf(role) }).decision === "allowed";
};

const TAGS = "https://aws.amazon.com/tags";

/** The simulator has no keys of company issuers: its question is the same about Google's, with the same principal. */
const simulated = async (
  trusts: ReadonlyMap<string, PolicyDocument>,
  { role, claims }: TrustToken,
): Promise<boolean> => {
  const key = role.issuer.replace("https://", "");
  const asGoogle = JSON.parse(JSON.stringify(trustOf(trusts, role)).replaceAll(`"${key}:`, '"accounts.google.com:'));
  const tags = (claims[TAGS] as { principal_tags: Record<string, string | readonly string[]> } | undefined)
    ?.principal_tags;
  const context = {
    ...(claims.aud === undefined ? {} : { "accounts.google.com:aud": String(claims.aud) }),
    ...(claims.sub === undefined ? {} : { "accounts.google.com:sub": String(claims.sub) }),
    ...Object.fromEntries(Object.entries(tags ?? {}).map(([tag, value]) => [`aws:RequestTag/${tag}`, String(value)])),
  };
  const answer = await judged({
    ...{ action: "sts:AssumeRoleWithWebIdentity", resource: arnOf(role), context },
    ...{ identity: [], resourcePolicy: asGoogle },
    principal: `arn:aws:iam::${TOKEN_ACCOUNT}:oidc-provider/${String(claims.iss ?? "").replace("https://", "")}`,
  });
  return answer === "allowed";
};

const folder = declaredFolder();
afterAll(() => folder.remove());
beforeAll(() => {
  folder.synthesise(TOKEN_DECLARATION);
});

test("the table has more than five hundred tokens, and every role of the declaration", () => {
  expect(TOKENS.length).toBeGreaterThanOrEqual(500);
  expect([...synthesisedTrusts(folder).keys()].sort()).toEqual(TOKEN_ROLES.map(arnOf).sort());
});

test("our evaluator lets in just the right tokens by the synthesised trusts", async () => {
  const trusts = synthesisedTrusts(folder);
  note("our evaluator", count(TOKENS));
  expect(await wrongAnswers(TOKENS, (token) => ours(trusts, token))).toEqual([]);
});

test("the simulator lets in just the right tokens by the synthesised trusts", async () => {
  const trusts = synthesisedTrusts(folder);
  // It knows no authorised party, and takes no token's keys in a question about sts:TagSession.
  const asked = TOKENS.filter(
    ({ role, claims }) => !("azp" in claims) && (role.group !== undefined || !(TAGS in claims)),
  );
  note("the simulator", count(asked));
  expect(await wrongAnswers(asked, (token) => simulated(trusts, token))).toEqual([]);
});

const WHAT = "the local AWS with the real Terraform and AWS provider";
requireReal(WHAT, localAwsAbsence())("the roles that the real provider applied", () => {
  let localAws: LocalAws;
  let applied: ReadonlyMap<string, PolicyDocument>;

  beforeAll(async () => {
    localAws = await startLocalAws();
    const terraform = realTerraform({ directory: folder.stackFolder(STACK), localAws, account: TOKEN_ACCOUNT });
    await terraform.init();
    await terraform.apply();
    applied = new Map((await readRoles(localAws, TOKEN_ACCOUNT)).map(({ arn, trust }) => [arn, trust]));
  });
  afterAll(() => localAws?.stop());

  test("have the trusts that were synthesised", () => {
    expect(Object.fromEntries(applied)).toEqual(Object.fromEntries(synthesisedTrusts(folder)));
  });

  test("let in just the right tokens at ministack", async () => {
    const asked = TOKENS.filter(({ beyondMinistack }) => !beyondMinistack);
    const started = Date.now();
    const wrong = await wrongAnswers(asked, async ({ role, claims }) => {
      const answer = await exchangeWebIdentity(localAws, { roleArn: arnOf(role), token: unsignedToken(claims) });
      return "granted" in answer;
    });
    note("ministack", { ...count(asked), seconds: Math.round((Date.now() - started) / 1000) });
    expect(wrong).toEqual([]);
    expect(asked.length).toBeGreaterThanOrEqual(150);
  });

  test.each<[string, string, string, string]>([
    ["a trust for any branch", "ci_ci_branch", '"StringEquals"', '"StringLike"'],
    ["a trust in a look-alike", "ci_ci_environment", "environment:production", "environment:production-2"],
    ["a trust in names only", "ci_ci_environment", "repo:acme@9919/payments@71234567", "repo:acme/payments"],
    [
      "a trust in any audience",
      "ci_workload_pod",
      ':aud":"sts.amazonaws.com"',
      ':sub":"system:serviceaccount:apps:claude"',
    ],
  ])("the tokens would see %s", async (_, identity, right, wrong) => {
    const mine = TOKENS.filter(({ role }) => role.identity === identity);
    const [arn, trust] = [...applied].find(([name]) => name.endsWith(identity)) ?? ["", {}];
    const text = JSON.stringify(trust)
      .replace(right, wrong)
      .replace(/refs\/heads\/main"/, 'refs/heads/*"');
    const mutated = new Map([[arn, JSON.parse(text) as PolicyDocument]]);
    expect(text).not.toBe(JSON.stringify(trust));
    expect((await wrongAnswers(mine, (token) => ours(mutated, token))).length).toBeGreaterThan(0);
    expect((await wrongAnswers(mine, (token) => simulated(mutated, token))).length).toBeGreaterThan(0);
  });
});
