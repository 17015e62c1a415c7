import fc from "fast-check";
import { celLanguage } from "../../../authorization/cel";
import { federate } from "../../../authorization/federation/federate";
import { forkCanEnter } from "../../../authorization/federation/fork-can-enter";
import { type GoogleProvider, poolOf } from "../../../authorization/federation/google-provider";
import { coversCaller, readCaller } from "../../../authorization/google/covers-caller";
import { GOOGLE_TOKENS } from "./google-tokens";

const POOL = "projects/1/locations/global/workloadIdentityPools/w";
const language = celLanguage();

const provider = (
  condition: string | undefined,
  issuer = "https://token.actions.githubusercontent.com",
): GoogleProvider => ({
  name: `${POOL}/providers/p`,
  trusts: { kind: "oidc", issuer, audiences: ["a"] },
  attributeMapping: {
    "google.subject": "assertion.sub",
    "attribute.repository": "assertion.repository",
    "attribute.repository_id": "assertion['repository_id']",
    "attribute.owner": "assertion.repository_owner_id",
    "attribute.ref": "assertion.ref",
    "attribute.shout": "assertion.repository + '!'",
    "attribute.project_path": "assertion.project_path",
  },
  ...(condition === undefined ? {} : { attributeCondition: condition }),
});
const EVERYBODY = `principalSet://iam.googleapis.com/${POOL}/*`;
const subject = (text: string): string => `principal://iam.googleapis.com/${POOL}/subject/${text}`;
const attribute = (name: string, value: string): string =>
  `principalSet://iam.googleapis.com/${POOL}/attribute.${name}/${value}`;

/** https://docs.github.com/en/actions/reference/security/oidc: what a pull request's subject, ref and event are. */
test.each([
  ['assertion.sub == "repo:acme/payments:environment:production"', EVERYBODY],
  ['"repo:acme@9919/payments@71:ref:refs/heads/main" == assertion.sub', EVERYBODY],
  ['assertion.sub in ["repo:acme/a:ref:refs/heads/main", "repo:acme/b:environment:production"]', EVERYBODY],
  ['assertion.sub.startsWith("repo:acme/payments:ref:refs/heads/")', EVERYBODY],
  ['google.subject == "repo:acme/payments:ref:refs/tags/v1"', EVERYBODY],
  ['attribute.repository == "acme/payments" && assertion.ref == "refs/heads/main"', EVERYBODY],
  ['attribute["owner"] == "9919" && attribute.ref.startsWith("refs/heads/")', EVERYBODY],
  ['assertion.repository_owner_id == "9919" && assertion.event_name == "push"', EVERYBODY],
  ['assertion.repository_id == "71" && assertion.environment == "production"', EVERYBODY],
  [
    '(assertion.repository_id == "71" || assertion.repository_id == "72") && assertion.ref == "refs/heads/main"',
    EVERYBODY,
  ],
  [undefined, subject("repo:acme/payments:environment:production")],
  ['assertion.repository_owner_id == "9919"', subject("repo:acme/payments:ref:refs/heads/main")],
  ['assertion.ref == "refs/heads/main"', attribute("repository", "acme/payments")],
  ['assertion.repository == "acme/payments"', attribute("ref", "refs/heads/main")],
  // A weak alternative of another team says nothing about who holds this subject.
  [
    'assertion.sub == "repo:acme/payments:ref:refs/heads/main" || assertion.sub == "repo:acme/b:pull_request"',
    subject("repo:acme/payments:ref:refs/heads/main"),
  ],
  [
    'assertion.repository == "acme/payments" && assertion.ref == "refs/heads/main" || assertion.repository == "acme/open"',
    attribute("repository", "acme/payments"),
  ],
  ["false", EVERYBODY],
  ['assertion.sub == "repo:acme/a:pull_request" && assertion.sub == "repo:acme/b:pull_request"', EVERYBODY],
  [
    'assertion.repository == "acme/payments"',
    "principalSet://iam.googleapis.com/projects/2/locations/global/workloadIdentityPools/w/*",
  ],
  ['assertion.repository == "acme/payments"', "user:ann@acme.example"],
])("keeps forks out: %s for %s", (condition, member) => {
  expect(forkCanEnter({ provider: provider(condition), member }, language)).toBe(false);
});

test.each([
  [undefined, EVERYBODY],
  ["true", EVERYBODY],
  ["this is no CEL", EVERYBODY],
  ['assertion.repository == "acme/payments"', EVERYBODY],
  ['assertion.repository_owner_id == "9919"', EVERYBODY],
  ['assertion.ref == "refs/heads/main"', EVERYBODY],
  ['assertion.sub.endsWith(":environment:production")', EVERYBODY],
  ['assertion.sub.startsWith("repo:acme")', EVERYBODY],
  ['assertion.sub.startsWith("repo:acme/payments:")', EVERYBODY],
  ['assertion.sub.contains("repo:acme/payments:environment:production")', EVERYBODY],
  ['assertion.sub.matches("^repo:acme/payments:environment:production$")', EVERYBODY],
  ['assertion.sub != "repo:acme/payments:pull_request"', EVERYBODY],
  ['!(assertion.sub == "repo:acme/payments:pull_request")', EVERYBODY],
  ['assertion.sub in ["repo:acme/a:ref:refs/heads/main", "repo:acme/b:pull_request"]', EVERYBODY],
  ["assertion.sub in [assertion.wanted]", EVERYBODY],
  ['assertion.sub == "repo:acme/a:ref:refs/heads/main" || assertion.actor == "ann"', EVERYBODY],
  ['assertion.sub == "repo:acme/a:ref:refs/heads/main" ? true : true', EVERYBODY],
  ['attribute.shout == "acme/payments!" && assertion.ref == "refs/heads/main"', EVERYBODY],
  ['has(assertion.repository) && assertion.ref == "refs/heads/main"', EVERYBODY],
  ['assertion.nested.repository == "acme/payments" && assertion.ref == "refs/heads/main"', EVERYBODY],
  ['assertion.repository_owner == "acme" && assertion.event_name == "pull_request_target"', EVERYBODY],
  ['assertion.repository == "acme/payments"', "allUsers"],
  [undefined, subject("repo:acme/payments:pull_request")],
  [undefined, attribute("repository", "acme/payments")],
  [undefined, attribute("shout", "acme/payments!")],
  ['assertion.repository == "acme/payments"', attribute("repository", "acme/payments")],
  [
    'assertion.repository == "acme/payments" && assertion.ref == "refs/heads/main" || assertion.repository == "acme/open"',
    attribute("repository", "acme/open"),
  ],
])("says that a fork could come in: %s for %s", (condition, member) => {
  expect(forkCanEnter({ provider: provider(condition), member }, language)).toBe(true);
});

/** https://docs.gitlab.com/ci/pipelines/merge_request_pipelines/: a fork's pipeline runs in the fork. */
test.each([
  ['assertion.sub == "project_path:acme/web:ref_type:branch:ref:main"', false],
  ['assertion.sub.startsWith("project_path:acme/web:")', false],
  ['assertion.sub.startsWith("project_path:acme")', true],
  ['assertion.project_path == "acme/web"', false],
  ['assertion.project_path.startsWith("acme/")', false],
  ['assertion.project_path.startsWith("acme")', true],
  ['assertion.project_id == "7"', false],
  ['assertion.namespace_path == "acme"', false],
  ['assertion.namespace_path.startsWith("acme")', true],
  ['assertion.ref == "main"', true],
])("knows GitLab's forks: %s", (condition, expected) => {
  expect(forkCanEnter({ provider: provider(condition, "https://gitlab.com"), member: EVERYBODY }, language)).toBe(
    expected,
  );
});

test.each([
  [
    "https://token.actions.githubusercontent.com/acme",
    'assertion.repository_id == "71" && assertion.ref == "refs/heads/main"',
    undefined,
    false,
  ],
  [
    "https://github.acme.example/_services/token",
    'assertion.repository_id == "71" && assertion.ref == "refs/heads/main"',
    undefined,
    false,
  ],
  ["https://gitlab.acme.example", 'assertion.project_path == "acme/web"', undefined, true],
  ["https://gitlab.acme.example", 'assertion.project_path == "acme/web"', "gitlab", false],
  ["https://ci.acme.example", 'assertion.sub == "deploy"', undefined, false],
  ["https://ci.acme.example", 'assertion.sub.startsWith("deploy")', undefined, true],
  [
    "https://token.actions.githubusercontent.com.evil.test",
    'assertion.repository_id == "71" && assertion.ref == "refs/heads/main"',
    undefined,
    true,
  ],
] as const)("tells the service by its issuer: %s, %s, %s", (issuer, condition, service, expected) => {
  const question = { provider: provider(condition, issuer), member: EVERYBODY };
  expect(forkCanEnter(service === undefined ? question : { ...question, service }, language)).toBe(expected);
});

test("nobody comes in through a provider that is switched off, and no fork by SAML", () => {
  expect(forkCanEnter({ provider: { ...provider("true"), isDisabled: true }, member: EVERYBODY })).toBe(false);
  expect(
    forkCanEnter({ provider: { ...provider("true"), trusts: { kind: "saml", entityId: "e" } }, member: EVERYBODY }),
  ).toBe(false);
});

test("what is not known lets forks in", () => {
  const open: GoogleProvider = { ...provider(undefined), attributeCondition: { unknown: "var.condition" } };
  expect(forkCanEnter({ provider: open, member: EVERYBODY })).toBe(true);
  expect(forkCanEnter({ provider: provider(undefined), member: { unknown: "var.member" } })).toBe(true);
});

const FORKS = Object.entries(GOOGLE_TOKENS.credentials).filter(([name]) => /pull request|fork|stranger/.test(name));

test("agrees with every token of a fork in the table", () => {
  expect(FORKS.length).toBeGreaterThan(5);
  for (const asked of Object.values(GOOGLE_TOKENS.providers)) {
    for (const [name, credential] of FORKS) {
      const answer = federate({ provider: asked, credential, time: GOOGLE_TOKENS.time }, language);
      if (answer.decision !== "accepted") continue;
      const entered = answer.principals.map((member) => forkCanEnter({ provider: asked, member }, language));
      expect({ name, entered }).toEqual({ name, entered: answer.principals.map(() => true) });
    }
  }
});

/** Tokens that a fork can get: of the parent's pull requests, and of its own runs under other owners. */
const HOSTILE = [
  {
    sub: "repo:acme/payments:pull_request",
    repository: "acme/payments",
    repository_id: "71",
    repository_owner_id: "9919",
    repository_owner: "acme",
    ref: "refs/pull/7/merge",
    event_name: "pull_request",
  },
  {
    sub: "repo:acme@9919/payments@71:pull_request",
    repository: "acme/payments",
    repository_id: "71",
    repository_owner_id: "9919",
    repository_owner: "acme",
    ref: "refs/pull/7/merge",
    event_name: "pull_request",
  },
  {
    sub: "repo:evil/payments:ref:refs/heads/main",
    repository: "evil/payments",
    repository_id: "666",
    repository_owner_id: "666",
    repository_owner: "evil",
    ref: "refs/heads/main",
    event_name: "push",
  },
  {
    sub: "repo:acme-x/payments:environment:production",
    repository: "acme-x/payments",
    repository_id: "667",
    repository_owner_id: "667",
    repository_owner: "acme-x",
    ref: "refs/heads/main",
    event_name: "push",
  },
].map((claims) => ({ iss: "https://token.actions.githubusercontent.com", aud: "a", project_path: "x/y", ...claims }));

/** Only what is ours, whole or in part: who names a stranger trusts them. */
const literal = fc.constantFrom(
  ...HOSTILE.slice(0, 2).flatMap((claims) => [claims.sub, claims.repository, claims.ref, claims.event_name]),
  "71",
  "9919",
  "repo:acme/payments:ref:refs/heads/main",
  "repo:acme",
  "repo:acme/",
  "acme",
  "acme/",
  "/payments",
  ":environment:production",
  "refs/heads/",
  "refs/heads/main",
  "push",
);
const claim = fc.constantFrom(
  "sub",
  "repository",
  "repository_id",
  "repository_owner_id",
  "repository_owner",
  "ref",
  "event_name",
);
const clause: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(claim, literal).map(([name, text]) => `assertion.${name} == ${JSON.stringify(text)}`),
  fc.tuple(claim, literal, literal).map(([name, one, other]) => `assertion.${name} in ${JSON.stringify([one, other])}`),
  fc.tuple(claim, literal).map(([name, text]) => `assertion.${name}.startsWith(${JSON.stringify(text)})`),
  fc.tuple(claim, literal).map(([name, text]) => `assertion.${name}.endsWith(${JSON.stringify(text)})`),
  fc.tuple(claim, literal).map(([name, text]) => `assertion.${name} != ${JSON.stringify(text)}`),
  fc.tuple(claim, literal).map(([name, text]) => `assertion.${name}.contains(${JSON.stringify(text)})`),
);
const condition = fc
  .array(fc.array(clause, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map((alternatives) => alternatives.map((clauses) => `(${clauses.join(" && ")})`).join(" || "));

test("never overlooks a token of a fork that the condition and the member let in", () => {
  const members = fc.constantFrom(
    EVERYBODY,
    ...HOSTILE.slice(0, 2).flatMap(({ sub, repository, ref }) => [
      subject(sub),
      attribute("repository", repository),
      attribute("ref", ref),
    ]),
  );
  let entered = 0;
  fc.assert(
    fc.property(condition, members, (text, member) => {
      const asked = provider(text);
      for (const claims of HOSTILE) {
        const answer = federate({ provider: asked, credential: { kind: "oidc", claims } }, language);
        if (answer.decision !== "accepted") continue;
        if (coversCaller({ bindings: [] }, member, readCaller({ identifiers: answer.principals })) !== true) continue;
        entered++;
        expect({ text, member, sub: claims.sub, enters: forkCanEnter({ provider: asked, member }, language) }).toEqual({
          text,
          member,
          sub: claims.sub,
          enters: true,
        });
      }
    }),
    { numRuns: 1500, seed: 20261123 },
  );
  expect(entered).toBeGreaterThan(100);
  expect(poolOf(provider("true").name)).toBe(POOL);
});
