import {
  type AzureCredential,
  type CredentialQuestion,
  federatedCredentialAccepts,
} from "../../../authorization/federation/azure-credential";
import { AZURE_TOKENS } from "./azure-tokens";

const { credentials, tokens, accepted, undecided, time, sources } = AZURE_TOKENS;

const answers = Object.entries(credentials).flatMap(([credentialName, credential]) =>
  Object.entries(tokens).map(([tokenName, claims]) => ({
    name: `${credentialName} | ${tokenName}`,
    answer: federatedCredentialAccepts({ credential, claims, time }),
  })),
);
const namesOf = (listed: typeof accepted): readonly string[] =>
  listed.flatMap(({ credential, tokens: names }) => names.map((token) => `${credential} | ${token}`));

test("brings every token to every credential, more than a thousand times", () => {
  expect(Object.keys(tokens).length).toBeGreaterThan(90);
  expect(answers.length).toBeGreaterThan(1200);
});

test("takes exactly the tokens that are listed, and refuses every other", () => {
  const expected = new Map([
    ...namesOf(accepted).map((name) => [name, "accepted"] as const),
    ...namesOf(undecided).map((name) => [name, "undecided"] as const),
  ]);
  expect(answers.filter(({ name, answer }) => answer.decision !== (expected.get(name) ?? "refused"))).toEqual([]);
  expect([...expected.keys()].filter((name) => !answers.some((asked) => asked.name === name))).toEqual([]);
});

test("says why wherever a token is not accepted, and nothing where it is", () => {
  expect(answers.filter(({ answer }) => (answer.decision === "accepted") !== (answer.because.length === 0))).toEqual(
    [],
  );
});

test("every listed answer says where Microsoft says so, or that the rule is our own", () => {
  expect([...accepted, ...undecided].filter(({ source }) => sources[source] === undefined)).toEqual([]);
});

const ISSUER = "https://token.actions.githubusercontent.com";
const EXACT = { issuer: ISSUER, audiences: ["a"], subject: "s" };
const CLAIMS = { iss: ISSUER, aud: "a", sub: "s" };
const ask = (credential: AzureCredential, claims: CredentialQuestion["claims"] = CLAIMS) =>
  federatedCredentialAccepts({ credential, claims });
const flexible = (claimsMatchingExpression: string, issuer = ISSUER): AzureCredential => ({
  issuer,
  audiences: ["a"],
  claimsMatchingExpression,
});

test("accepts the same issuer, audience and subject", () => {
  expect(ask(EXACT)).toEqual({ decision: "accepted", because: [] });
});

test.each([
  ["a wrong issuer", EXACT, { ...CLAIMS, iss: "x" }, `issuer "x" is not the credential's`],
  ["no issuer", EXACT, { aud: "a", sub: "s" }, "issuer undefined is not the credential's"],
  [
    "blanks around the issuer",
    { ...EXACT, issuer: "x " },
    { ...CLAIMS, iss: "x " },
    `issuer "x " is not the credential's`,
  ],
  ["a wrong audience", EXACT, { ...CLAIMS, aud: "b" }, `audience "b" is not the credential's`],
  ["a credential without audience", { ...EXACT, audiences: [] }, CLAIMS, `audience "a" is not the credential's`],
  ["a wrong subject", EXACT, { ...CLAIMS, sub: "S" }, `subject "S" is not the credential's`],
  [
    "a claim that is not as asked",
    flexible("claims['sub'] eq 't'"),
    CLAIMS,
    `sub "s" is not what the credential asks for`,
  ],
  [
    "a claim that is missing",
    flexible("claims['x'] eq 't'"),
    CLAIMS,
    "x undefined is not what the credential asks for",
  ],
] as const)("refuses %s, and says so", (_, credential, claims, because) => {
  expect(ask(credential, claims)).toEqual({ decision: "refused", because: [because] });
});

test.each([
  ["an unknown issuer", { ...EXACT, issuer: { unknown: "x" } }, "the credential's issuer is not known"],
  [
    "an unknown audience",
    { ...EXACT, audiences: [{ unknown: "x" }] },
    "whether the credential takes the audience is not known",
  ],
  [
    "more audiences than Entra takes",
    { ...EXACT, audiences: ["a", "b"] },
    "whether the credential takes the audience is not known",
  ],
  ["an unknown subject", { ...EXACT, subject: { unknown: "x", like: "*" } }, "the credential's subject is not known"],
  [
    "an unknown expression",
    { issuer: ISSUER, audiences: ["a"], claimsMatchingExpression: { unknown: "x" } },
    "the credential's expression is not understood",
  ],
  [
    "an issuer without flexible credentials",
    flexible("claims['sub'] eq 's'", "https://i.example"),
    `whether the credential takes sub "s" is not known`,
  ],
  [
    "a claim that flexible credentials do not look at",
    flexible("claims['repository'] eq 'r'"),
    `whether the credential takes repository "r" is not known`,
  ],
] as const)("leaves %s open, and says so", (_, credential, because) => {
  const { issuer } = credential;
  const claims = { ...CLAIMS, repository: "r", iss: typeof issuer === "string" ? issuer : ISSUER };
  expect(ask(credential, claims)).toEqual({ decision: "undecided", because: [because] });
});

test.each([
  "",
  "claims['sub']",
  "claims['sub'] startsWith 's'",
  "claims['sub'] EQ 's'",
  "claims['sub'] == 's'",
  "claims['sub']  eq 's'",
  "claims[\"sub\"] eq 's'",
  "claims.sub eq 's'",
  "claims['sub'] eq s",
  "claims['sub'] eq 's",
  "claims['sub'] eq 'it''s'",
  "claims['sub'] eq 's\\'",
  "claims['sub'] eq 's' or claims['sub'] eq 't'",
  "claims['sub'] eq 's' and ",
  "claims['sub'] eq 's' and claims['sub']",
  "(claims['sub'] eq 's')",
  "not claims['sub'] eq 's'",
  "claims['sub'] eq 's'.",
])("leaves an expression open that the page does not describe: %s", (expression) => {
  expect(ask(flexible(expression))).toEqual({
    decision: "undecided",
    because: ["the credential's expression is not understood"],
  });
});

test("reads a value that holds the word between comparisons", () => {
  expect(
    ask(flexible("claims['sub'] eq 'a and b' and claims['sub'] matches 'a*b'"), { ...CLAIMS, sub: "a and b" }),
  ).toEqual({ decision: "accepted", because: [] });
});

test.each([
  "https://gitlab.com",
  "https://gitlab.acme.com",
  "https://gitlab.acme.ca",
  "https://app.terraform.io",
  "https://app.eu.terraform.io",
])("takes flexible credentials of %s", (issuer) => {
  expect(ask(flexible("claims['sub'] eq 's'", issuer), { ...CLAIMS, iss: issuer }).decision).toBe("accepted");
});

test.each([
  `${ISSUER}/acme`,
  "https://gitlab.acme.example",
  "https://gitlab.x.acme.com",
  "https://gitlabxcom",
  "https://app.us.terraform.io",
])("leaves flexible credentials of %s open", (issuer) => {
  expect(ask(flexible("claims['sub'] eq 's'", issuer), { ...CLAIMS, iss: issuer }).decision).toBe("undecided");
});
