import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLIENT_VARIABLES } from "../../catalog/client-variables";
import { MODELS } from "../../catalog/models";
import { credentialLike, withoutCredentials } from "../../declaration/credential-like";

/** The same "random" bytes on every run. */
const bytes = (seed: string): Buffer => createHash("sha256").update(seed).digest();

test.each([
  ["sk-ant-api03-abcdefghij", "an Anthropic key"],
  ["x=AKIAIOSFODNN7EXAMPLE", "an AWS access key"],
  ["ASIAIOSFODNN7EXAMPLE", "an AWS access key"],
  ["ghp_abcdefghijklmnopqrstuvwxyz0123456789", "a GitHub token"],
  ["github_pat_11ABCDEFG0abcdefghijkl_mnop", "a GitHub token"],
  ["glpat-abcdefghijklmnop1234", "a GitLab token"],
  ["AIzaSyA1234567890abcdefghijklmnopqrstuv", "a Google API key"],
  ["xoxb-1234567890-abc", "a Slack token"],
  ["-----BEGIN RSA PRIVATE KEY-----\nMIIE", "a private key"],
  ["Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0abc.sig", "a JSON Web Token"],
  ["https://ci:hunter2@state.example/x", "a password in an address"],
  ["wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "a random secret"],
])("%j looks like %s, and nothing of it is left when it is shown", (text, kind) => {
  expect(credentialLike(text)).toBe(kind);
  expect(credentialLike(withoutCredentials(`before ${text} after`))).toBeUndefined();
});

test("what a declaration holds is not taken for a credential", () => {
  const harmless = [
    ...readFileSync(join(__dirname, "../../examples/acme/access.yaml"), "utf8").split("\n"),
    ...MODELS.flatMap(({ id, anthropic, bedrock = "" }) => [
      id,
      anthropic,
      bedrock,
      `arn:aws:bedrock:::foundation-model/${bedrock}`,
    ]),
    ...CLIENT_VARIABLES.map(({ name }) => name),
    "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0123456789abcdef",
    "arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/a1b2c3d4e5f6",
    "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0",
    "https://oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
    "http://[::1]:8080/x/@latest",
    "https://state.example:8443/a@b",
    "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "acme/Payments/.github/workflows/DeployToProduction.yaml@refs/heads/main",
    "Acme/Teams/Payments1/ServiceA/Api2/ClientLibrary",
    "repo:Acme-Corp@9919/Payments-Service2@71234567:environment:Production-EU-West-1",
    "Claude_Code_Payments_Team_01_Prod_EU_West_Developers",
    "CN=ClaudeUsers2,OU=Groups,OU=EMEA,DC=corp,DC=acme,DC=example",
    "/usr/local/bin/aws-vault export --format=json AcmeProductionAccount1ReadOnly",
  ];
  expect(harmless.filter((text) => credentialLike(text) !== undefined)).toEqual([]);
  expect(harmless.length).toBeGreaterThan(150);
});

test("of 2,000 random keys of 40 characters at most one in a hundred is missed, and of as many ids none is hit", () => {
  const seeds = Array.from({ length: 2_000 }, (_, index) => `seed ${index}`);
  const missed = seeds.filter((seed) => credentialLike(bytes(seed).toString("base64url").slice(0, 40)) === undefined);
  expect(missed.length).toBeLessThanOrEqual(20);
  expect(seeds.filter((seed) => credentialLike(bytes(seed).toString("hex")) !== undefined)).toEqual([]);
});

test("a very long text is looked at without delay", () => {
  const start = Date.now();
  expect(credentialLike("aB3".repeat(1_000_000))).toBeUndefined();
  expect(credentialLike("://a".repeat(1_000_000))).toBeUndefined();
  expect(Date.now() - start).toBeLessThan(5_000);
});
