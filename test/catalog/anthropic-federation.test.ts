import { FEDERATION_NAMES, federationPlan, issuerName, matchOf } from "../../catalog/anthropic-federation";
import { pipelineToken, workloadToken } from "../../catalog/exchanged-tokens";

const PLACE = { organization: "acme", entry: "machines" };
const GITHUB = pipelineToken(
  { github: { repository: "acme/payments", ownerId: 1, repositoryId: 2, environment: "production" } },
  undefined,
);

test("a plan names every object that is made for an entry, with what its rule pins", () => {
  const TENANT = "99999999-8888-7777-6666-555555555555";
  const [ci, vm, pod, google, aws] = [
    GITHUB,
    workloadToken(
      { entraToken: { tenant: TENANT, principalId: "33333333-2222-3333-4444-555555555555", audience: "api://a" } },
      "x",
    ),
    workloadToken(
      { kubernetes: { issuer: "https://k8s.acme.example/prod", namespace: "pay", serviceAccount: "claude" } },
      "x",
    ),
    workloadToken(
      { googleToken: { serviceAccount: "c@acme.iam.gserviceaccount.com", uniqueId: "112233445566" } },
      undefined,
    ),
    workloadToken(
      { awsToken: { issuer: "https://0a1b.tokens.sts.global.api.aws", roleArn: "arn:aws:iam::111122223333:role/c" } },
      undefined,
    ),
  ];
  const holder = (identity: string, name: string, issuer: string, match: object) => ({
    ...{ team: "payments", identity, name, issuer },
    ...{ organizationRole: "developer", workspaceRole: "workspace_developer", match },
    ...{ scope: "workspace:inference", tokenLifetimeSeconds: 900 },
  });
  const given = { team: "payments", formerly: ["cards", "money"] };
  const plan = federationPlan({ ...PLACE, tokenLifetimeSeconds: 900 }, [
    { ...given, identity: "ci/deploy", token: ci },
    { team: "payments", identity: "workload/vm", token: vm },
    { team: "payments", identity: "workload/pod", token: pod },
    { team: "payments", identity: "workload/job", token: google },
    { team: "payments", identity: "workload/lambda", token: aws },
    { team: "search", identity: "ci/build", token: ci },
  ]);
  expect(plan).toEqual({
    issuers: [
      { name: "acme-machines-0a1b-tokens-sts-global-api-aws", issuer: "https://0a1b.tokens.sts.global.api.aws" },
      { name: "acme-machines-accounts-google-com", issuer: "https://accounts.google.com" },
      { name: "acme-machines-k8s-acme-example-prod", issuer: "https://k8s.acme.example/prod" },
      {
        name: `acme-machines-login-microsoftonline-com-${TENANT}-v2-0`,
        issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
        maxJwtLifetimeSeconds: 86_400,
      },
      {
        name: "acme-machines-token-actions-githubusercontent-com",
        issuer: "https://token.actions.githubusercontent.com",
      },
    ],
    holders: [
      holder("ci/deploy", "acme-machines-money-ci-deploy", "acme-machines-token-actions-githubusercontent-com", {
        subject_prefix: "repo:acme@1/payments@2:environment:production",
      }),
      holder(
        "workload/vm",
        "acme-machines-payments-workload-vm",
        `acme-machines-login-microsoftonline-com-${TENANT}-v2-0`,
        {
          audience: "api://a",
          claims: { oid: "33333333-2222-3333-4444-555555555555", tid: TENANT },
        },
      ),
      holder("workload/pod", "acme-machines-payments-workload-pod", "acme-machines-k8s-acme-example-prod", {
        subject_prefix: "system:serviceaccount:pay:claude",
        audience: "x",
      }),
      holder("workload/job", "acme-machines-payments-workload-job", "acme-machines-accounts-google-com", {
        subject_prefix: "112233445566",
        claims: { email: "c@acme.iam.gserviceaccount.com" },
      }),
      holder(
        "workload/lambda",
        "acme-machines-payments-workload-lambda",
        "acme-machines-0a1b-tokens-sts-global-api-aws",
        {
          subject_prefix: "arn:aws:iam::111122223333:role/c",
        },
      ),
      {
        ...holder("ci/build", "acme-machines-search-ci-build", "acme-machines-token-actions-githubusercontent-com", {
          subject_prefix: "repo:acme@1/payments@2:environment:production",
        }),
        team: "search",
      },
    ],
  });
});

test("an exchanged token is valid for an hour, where nothing else is declared", () => {
  const { holders } = federationPlan(PLACE, [{ team: "a", identity: "ci/b", token: GITHUB }]);
  expect(holders.map(({ tokenLifetimeSeconds }) => tokenLifetimeSeconds)).toEqual([3_600]);
});

test("tokens of Entra live for a day in either version", () => {
  const token = workloadToken(
    { token: { issuer: "https://sts.windows.net/t/", audience: "api://a", subject: "o" } },
    undefined,
  );
  expect(federationPlan(PLACE, [{ team: "a", identity: "workload/b", token }]).issuers).toEqual([
    { name: "acme-machines-sts-windows-net-t-", issuer: "https://sts.windows.net/t/", maxJwtLifetimeSeconds: 86_400 },
  ]);
});

test("a long address keeps a name that the API takes, and that is its own", () => {
  const [one, other] = ["a", "b"].map((end) => issuerName(PLACE, `https://k8s.acme.example/${"x".repeat(480)}${end}`));
  for (const name of [one, other]) {
    expect(name).toMatch(FEDERATION_NAMES.pattern);
    expect(name).toHaveLength(FEDERATION_NAMES.longest);
  }
  expect(one).not.toBe(other);
});

test.each([
  [
    "a star at its end",
    { sub: "repo:acme/payments:*" },
    'r: the claim sub is "repo:acme/payments:*"; a rule takes one value each, written out',
  ],
  [
    "a star in a claim",
    { sub: "s", email: "*@acme" },
    'r: the claim email is "*@acme"; a rule takes one value each, written out',
  ],
  ["nothing", { sub: "" }, 'r: the claim sub is ""; a rule takes one value each, written out'],
])("refuses to pin a claim to %s", (_, claims, said) => {
  expect(() => matchOf("r", { source: "x", issuer: "https://x", claims })).toThrow(new Error(said));
});
