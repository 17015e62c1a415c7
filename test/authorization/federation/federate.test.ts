import { celLanguage } from "../../../authorization/cel";
import { federate } from "../../../authorization/federation/federate";
import { type GoogleProvider, poolOf } from "../../../authorization/federation/google-provider";
import { GOOGLE_TOKENS } from "./google-tokens";

const { providers, credentials, accepted, undecided, time, sources } = GOOGLE_TOKENS;
const language = celLanguage();
const pairs = Object.keys(credentials).flatMap((token) =>
  Object.keys(providers).map((provider) => ({ token, provider })),
);
const keyOf = ({ token, provider }: { readonly token: string; readonly provider: string }) => `${token} | ${provider}`;

const answerOf = ({ token, provider }: { readonly token: string; readonly provider: string }) => {
  const [asked, credential] = [providers[provider], credentials[token]];
  if (asked === undefined || credential === undefined) throw new Error(`No ${token} or no ${provider}`);
  return federate({ provider: asked, credential, time }, language);
};

const memberOf = (provider: string, part: string): string => {
  const start = part.startsWith("subject/") ? "principal" : "principalSet";
  return `${start}://iam.googleapis.com/${poolOf(providers[provider]?.name ?? "")}/${part}`;
};

test("brings every token to every provider, more than two hundred times", () => {
  expect(pairs.length).toBeGreaterThan(600);
  expect(Object.keys(credentials).length).toBeGreaterThan(70);
});

test("takes exactly the tokens that are listed, and refuses every other", () => {
  const answers = pairs.map((pair) => [keyOf(pair), answerOf(pair).decision] as const);
  const expected = new Map([
    ...accepted.map((pair) => [keyOf(pair), "accepted"] as const),
    ...undecided.map((pair) => [keyOf(pair), "undecided"] as const),
  ]);
  expect(answers.filter(([key, decision]) => decision !== (expected.get(key) ?? "refused"))).toEqual([]);
  expect([...expected.keys()].filter((key) => !answers.some(([asked]) => asked === key))).toEqual([]);
});

test.each(accepted.map((row) => [keyOf(row), row] as const))("says who comes in: %s", (_, row) => {
  const answer = answerOf(row);
  expect(answer.decision === "accepted" ? answer.principals : answer).toEqual(
    row.principals?.map((part) => memberOf(row.provider, part)),
  );
});

test("every accepted token says where Google or the issuer says so", () => {
  expect(accepted.filter(({ source }) => sources[source] === undefined && !source.startsWith("https://"))).toEqual([]);
});

const GITHUB: GoogleProvider = {
  name: "projects/1/locations/global/workloadIdentityPools/w/providers/p",
  trusts: { kind: "oidc", issuer: "https://i.example", audiences: ["a"] },
  attributeMapping: { "google.subject": "assertion.sub" },
};
const CLAIMS = { iss: "https://i.example", aud: "a", sub: "s" };
const ask = (patch: Partial<GoogleProvider>, claims: Readonly<Record<string, unknown>> = CLAIMS) =>
  federate({ provider: { ...GITHUB, ...patch }, credential: { kind: "oidc", claims } });

test("says what the identity is", () => {
  expect(
    ask({ attributeMapping: { ...GITHUB.attributeMapping, "attribute.x": '"y"', "google.groups": '["g"]' } }),
  ).toEqual({
    decision: "accepted",
    subject: "s",
    groups: ["g"],
    attributes: { x: "y" },
    principals: [
      "principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/w/subject/s",
      "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/w/group/g",
      "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/w/attribute.x/y",
      "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/w/*",
    ],
  });
});

test.each([
  ["a wrong issuer", {}, { ...CLAIMS, iss: "https://j.example" }, 'issuer "https://j.example" is not the provider\'s'],
  ["no issuer", {}, { aud: "a", sub: "s" }, "issuer undefined is not the provider's"],
  ["a wrong audience", {}, { ...CLAIMS, aud: "b" }, 'audience "b" is not the provider\'s'],
  ["a provider that is switched off", { isDisabled: true }, CLAIMS, "the provider is disabled"],
  ["a token for SAML", { trusts: { kind: "saml", entityId: "e" } }, CLAIMS, "the provider takes saml, and no oidc"],
  ["no subject", {}, { iss: CLAIMS.iss, aud: "a" }, "google.subject has no value: field not found: sub"],
  ["a subject that is null", {}, { ...CLAIMS, sub: null }, "google.subject has no value: the claim is null"],
  ["an empty subject", {}, { ...CLAIMS, sub: "" }, "google.subject has no value"],
  ["a mapping without a subject", { attributeMapping: {} }, CLAIMS, "google.subject has no value"],
  [
    "a subject that is a list",
    {},
    { ...CLAIMS, sub: ["s"] },
    "the mapped attribute google.subject must be of type STRING",
  ],
  ["a long subject", {}, { ...CLAIMS, sub: "s".repeat(128) }, "google.subject is longer than 127 bytes"],
  [
    "too many groups",
    { attributeMapping: { "google.subject": "assertion.sub", "google.groups": "assertion.g" } },
    { ...CLAIMS, g: ["g".repeat(16384)] },
    "the mapped attributes are larger than 16384 bytes",
  ],
  [
    "a condition that does not hold",
    { attributeCondition: 'assertion.sub == "t"' },
    CLAIMS,
    "the attribute condition does not hold",
  ],
  [
    "a condition that is no yes or no",
    { attributeCondition: '"true"' },
    CLAIMS,
    "the attribute condition does not hold",
  ],
  [
    "a condition about a claim that is missing",
    { attributeCondition: 'assertion.x == "t"' },
    CLAIMS,
    "the attribute condition fails: field not found: x",
  ],
  [
    "a condition about an attribute that is not mapped",
    { attributeCondition: 'attribute.x == "t"' },
    CLAIMS,
    "the attribute condition fails: field not found: x",
  ],
] as const)("refuses %s, and says why", (_, patch, claims, reason) => {
  expect(ask(patch, claims)).toEqual({ decision: "refused", because: [reason] });
});

test.each([
  [
    "an issuer that is not known",
    { trusts: { kind: "oidc", issuer: { unknown: "var.issuer" }, audiences: ["a"] } },
    "the provider's issuer is not known",
  ],
  [
    "an audience that is not known",
    { trusts: { kind: "oidc", issuer: "https://i.example", audiences: [{ unknown: "x" }] } },
    "whether the provider takes the audience is not known",
  ],
  [
    "a mapping that is not known",
    { attributeMapping: { "google.subject": "assertion.sub", "attribute.x": { unknown: "x" } } },
    "the mapping of attribute.x is not known",
  ],
  [
    "a mapping that is no CEL",
    { attributeMapping: { "google.subject": "assertion.sub", "attribute.x": "assertion." } },
    "the mapping of attribute.x cannot be judged: <input>:1:10: found . but expecting end of input",
  ],
  [
    "a mapping by a function nobody knows",
    { attributeMapping: { "google.subject": "assertion.sub", "attribute.x": "lower(assertion.sub)" } },
    "the mapping of attribute.x cannot be judged: lower is not a known function",
  ],
  [
    "a mapping of a claim that is missing",
    { attributeMapping: { "google.subject": "assertion.sub", "attribute.x": "assertion.x" } },
    "attribute.x has no value (field not found: x), and whether the token is accepted without is not documented",
  ],
  [
    "groups that are one text",
    { attributeMapping: { "google.subject": "assertion.sub", "google.groups": "assertion.sub" } },
    "google.groups is no list of texts",
  ],
  [
    "an attribute that is a number",
    { attributeMapping: { "google.subject": "assertion.sub", "attribute.x": "1" } },
    "attribute.x is no text, and what Google makes of it is not documented",
  ],
  [
    "attributes between both limits",
    { attributeMapping: { "google.subject": "assertion.sub", "google.groups": `["${"g".repeat(9000)}"]` } },
    "the mapped attributes are larger than 8192 bytes",
  ],
  ["a condition that is not known", { attributeCondition: { unknown: "x" } }, "the attribute condition is not known"],
  [
    "a condition that is no CEL",
    { attributeCondition: "assertion.sub ==" },
    "the attribute condition cannot be judged: <input>:1:15: found = but expecting end of input",
  ],
  [
    "a condition by a function nobody knows",
    { attributeCondition: 'assertion.sub.lowerAscii() == "s"' },
    "the attribute condition cannot be judged: lowerAscii is not a known function",
  ],
] as const)("leaves %s open, and says why", (_, patch, reason) => {
  const answer = ask(patch as Partial<GoogleProvider>);
  expect(answer).toEqual({ decision: "undecided", because: [reason] });
});

test("a condition that refuses beats what is not known of a mapping", () => {
  const attributeMapping = { "google.subject": "assertion.sub", "attribute.x": { unknown: "x" } };
  expect(ask({ attributeMapping, attributeCondition: 'assertion.sub == "t"' })).toEqual({
    decision: "refused",
    because: ["the attribute condition does not hold"],
  });
});

test("claims called like parts of the language are claims and nothing else", () => {
  const hostile = JSON.parse('{"iss":"https://i.example","aud":"a","sub":"s","__proto__":{"x":"1"},"constructor":"c"}');
  expect(ask({ attributeCondition: 'assertion.x == "1"' }, hostile).decision).toBe("refused");
  expect(ask({ attributeCondition: 'assertion.toString == "1"' }, hostile).decision).toBe("refused");
  expect(ask({ attributeCondition: 'assertion.constructor == "c"' }, hostile).decision).toBe("accepted");
});
