import { compileTrust } from "../../../authorization/aws/evaluate-trust";
import { documentOf, judged } from "./judge";
import table from "./tables/tokens.json";

interface Token {
  readonly issuer: string;
  readonly claims: Readonly<Record<string, unknown>>;
}
interface TrustCase {
  readonly trust: unknown;
  readonly role: string;
  /** Names of the tokens that come in, and of those that are left open; every other one must stay out. */
  readonly letIn: readonly string[];
  readonly undecided: readonly string[];
  readonly clientIds?: readonly string[];
}
const TOKENS: readonly (readonly [string, Token])[] = Object.entries(table.tokens);
const TRUSTS: readonly (readonly [string, TrustCase])[] = Object.entries(table.trusts);

const sortTokens = (entry: TrustCase) => {
  const ask = compileTrust(documentOf(entry.trust));
  const { role: roleArn, clientIds } = entry;
  const sorted = { letIn: [] as string[], undecided: [] as string[] };
  for (const [name, token] of TOKENS) {
    const principal = { kind: "webIdentity", ...token, ...(clientIds === undefined ? {} : { clientIds }) } as const;
    const { decision } = ask({ principal, roleArn });
    if (decision === "allowed") sorted.letIn.push(name);
    if (decision === "undecided") sorted.undecided.push(name);
  }
  return { letIn: sorted.letIn.sort(), undecided: sorted.undecided.sort() };
};

test("the table holds more than a thousand pairs of trust and token", () => {
  expect(TOKENS.length * TRUSTS.length).toBeGreaterThan(1000);
});

test.each(TRUSTS)("lets in just the tokens of the table: %s", (_, entry) => {
  expect(sortTokens(entry)).toEqual({ letIn: entry.letIn, undecided: entry.undecided });
});

/** The judge knows `aud` and `sub` of a few issuers only, so the question is put to it as one of Google's. */
const asGoogle = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll("token.actions.githubusercontent.com:", "accounts.google.com:"));

const isPlain = ({ issuer, claims }: Token): boolean =>
  issuer === "https://token.actions.githubusercontent.com" &&
  typeof claims.aud === "string" &&
  typeof claims.sub === "string" &&
  Object.keys(claims).every((claim) => ["iss", "aud", "sub"].includes(claim));

test("agrees with the judge on tokens with audience and subject only", async () => {
  const asked = TRUSTS.filter(
    ([name, { trust }]) => !JSON.stringify(trust).includes("ghe.com") && !/audience$|another account/.test(name),
  ).flatMap(([trustName, entry]) =>
    TOKENS.filter(([, token]) => isPlain(token)).map(([name, { claims }]) => ({ trustName, entry, name, claims })),
  );
  const differing = await Promise.all(
    asked.map(async ({ trustName, entry, name, claims }) => {
      const answer = await judged({
        action: "sts:AssumeRoleWithWebIdentity",
        resource: entry.role,
        principal: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
        context: { "accounts.google.com:aud": String(claims.aud), "accounts.google.com:sub": String(claims.sub) },
        identity: [],
        resourcePolicy: asGoogle(entry.trust),
      });
      return (answer === "allowed") === entry.letIn.includes(name) ? [] : [`${trustName}: ${name}: ${answer}`];
    }),
  );
  // AWS: `*` is any combination of characters; the judge's stops at the end of a line.
  expect(differing.flat()).toEqual(["everything of the repository (too wide): line at the end: implicitlyDenied"]);
  expect(asked.length).toBeGreaterThan(500);
});
