import { type AnthropicRule, anthropicRuleAccepts } from "../../../authorization/federation/anthropic-rule";
import { ANTHROPIC_TOKENS } from "./anthropic-tokens";

const { rules, tokens, accepted, undecided, time, sources } = ANTHROPIC_TOKENS;

const answers = Object.entries(rules).flatMap(([ruleName, rule]) =>
  Object.entries(tokens).map(([tokenName, claims]) => ({
    name: `${ruleName} | ${tokenName}`,
    answer: anthropicRuleAccepts({ rule, claims, time }),
  })),
);
const namesOf = (listed: typeof accepted): readonly string[] =>
  listed.flatMap(({ rule, tokens: names }) => names.map((token) => `${rule} | ${token}`));

test("brings every token to every rule, more than a thousand times", () => {
  expect(Object.keys(tokens).length).toBeGreaterThan(85);
  expect(answers.length).toBeGreaterThan(1700);
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

test("every listed answer says where Anthropic says so, or that the rule is our own", () => {
  expect([...accepted, ...undecided].filter(({ source }) => sources[source] === undefined)).toEqual([]);
});

const ISSUER = "https://id.acme.example";
const CLAIMS = { iss: ISSUER, sub: "s", aud: "https://api.anthropic.com", iat: 0, exp: 60 };
const ask = (rule: Partial<AnthropicRule>, claims: Readonly<Record<string, unknown>> = CLAIMS) =>
  anthropicRuleAccepts({ rule: { issuer: ISSUER, ...rule }, claims });

test("does not ask whether a token is expired, unless a time is given", () => {
  expect(ask({ subjectPrefix: "s" })).toEqual({ decision: "accepted", because: [] });
});

test.each<[string, Partial<AnthropicRule>, string, string]>([
  ["names nobody", {}, "refused", "the rule names nobody, and the API takes none so"],
  ["asks another subject", { subjectPrefix: "t" }, "refused", 'subject "s" is not the rule\'s'],
  [
    "has a subject that is not known",
    { subjectPrefix: { unknown: "x" } },
    "undecided",
    "the rule's subject is not known",
  ],
  [
    "has an issuer that is not known",
    { issuer: { unknown: "x" }, subjectPrefix: "s" },
    "undecided",
    "the rule's issuer is not known",
  ],
  [
    "has an audience that is not known",
    { subjectPrefix: "s", audience: { unknown: "x" } },
    "undecided",
    "whether the rule takes the audience is not known",
  ],
  [
    "asks a claim that is not known",
    { claims: { sub: { unknown: "x" } } },
    "undecided",
    "what the rule asks of sub is not known",
  ],
  [
    "asks a claim that every object has",
    { claims: { constructor: "x" } },
    "refused",
    "constructor undefined is not what the rule asks for",
  ],
  [
    "has a condition that is not known",
    { condition: { unknown: "x" } },
    "undecided",
    "the rule's condition is not known",
  ],
  [
    "has a condition that does not hold",
    { condition: "claims.sub == 't'" },
    "refused",
    "the rule's condition does not hold",
  ],
  ["has a condition that is a text", { condition: "claims.sub" }, "refused", "the rule's condition does not hold"],
  [
    "has a condition of another dialect",
    { condition: "claims.sub.split('/')[0] == 's'" },
    "undecided",
    "the rule's condition asks a function that Anthropic may not know",
  ],
])("does not accept a token where the rule %s", (_, rule, decision, why) => {
  expect(ask(rule)).toEqual({ decision, because: [why] });
});

test("gives every reason to refuse at once", () => {
  expect(
    ask({ issuer: "x", subjectPrefix: "t", audience: "b", claims: { c: "d" } }, { iss: ISSUER, sub: "s", aud: "a" }),
  ).toEqual({
    decision: "refused",
    because: [
      `issuer "${ISSUER}" is not the rule's`,
      'subject "s" is not the rule\'s',
      'audience "a" is not the rule\'s',
      "c undefined is not what the rule asks for",
      "the token has no iat, or no exp",
    ],
  });
});
