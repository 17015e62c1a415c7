import { type AzureCredential, federatedCredentialAccepts } from "../../../authorization/federation/azure-credential";
import { forkCanUse } from "../../../authorization/federation/fork-can-use";
import type { Text } from "../../../authorization/google/text";
import { AZURE_TOKENS } from "./azure-tokens";

const GITHUB = "https://token.actions.githubusercontent.com";
const GITLAB = "https://gitlab.com";
const AKS = "https://westeurope.oic.prod-aks.azure.com/t/c/";
const exact = (issuer: Text, subject: Text): AzureCredential => ({ issuer, audiences: ["a"], subject });
const flexible = (issuer: Text, claimsMatchingExpression: Text): AzureCredential => ({
  issuer,
  audiences: ["a"],
  claimsMatchingExpression,
});

test.each<readonly [string, AzureCredential]>([
  ["an environment", exact(GITHUB, "repo:acme@9919/payments@71:environment:production")],
  ["an environment by name", exact(GITHUB, "repo:acme/payments:environment:production")],
  ["a branch", exact(GITHUB, "repo:acme/payments:ref:refs/heads/main")],
  ["a tag", exact(GITHUB, "repo:acme/payments:ref:refs/tags/v1")],
  ["an enterprise's branch", exact(`${GITHUB}/acme`, "repo:acme/payments:ref:refs/heads/main")],
  ["branches", flexible(GITHUB, "claims['sub'] matches 'repo:acme/payments:ref:refs/heads/*'")],
  [
    "a branch and a workflow",
    flexible(
      GITHUB,
      "claims['sub'] eq 'repo:acme/payments:ref:refs/heads/main' and claims['job_workflow_ref'] matches 'acme/*'",
    ),
  ],
  ["a project", exact(GITLAB, "project_path:acme/web:ref_type:branch:ref:main")],
  ["a group's branches", flexible(GITLAB, "claims['sub'] matches 'project_path:acme/*:ref_type:branch:ref:main'")],
  ["a service account", exact(AKS, "system:serviceaccount:agents:claude")],
  ["a subject of which the start is known", exact(GITHUB, { unknown: "x", like: "repo:acme/*:ref:refs/heads/main" })],
])("a fork cannot use a credential for %s", (_, credential) => {
  expect(forkCanUse({ credential })).toBe(false);
});

test.each<readonly [string, AzureCredential]>([
  ["pull requests", exact(GITHUB, "repo:acme/payments:pull_request")],
  ["pull requests with ids", exact(GITHUB, "repo:acme@9919/payments@71:pull_request")],
  ["everything of a repository", flexible(GITHUB, "claims['sub'] matches 'repo:acme/payments:*'")],
  ["everybody's main", flexible(GITHUB, "claims['sub'] matches 'repo:*:ref:refs/heads/main'")],
  [
    "ids alone, which a stranger's subject may end with",
    flexible(GITHUB, "claims['sub'] matches 'repo:*@9919/*@71:environment:production'"),
  ],
  ["any environment", flexible(GITHUB, "claims['sub'] matches 'repo:acme/payments:environment:*'")],
  [
    "a workflow alone, which everybody may call",
    flexible(GITHUB, "claims['job_workflow_ref'] eq 'acme/ci/.github/workflows/d.yml@refs/heads/main'"),
  ],
  [
    "an expression that is not understood",
    flexible(GITHUB, "claims['sub'] startsWith 'repo:acme/payments:environment:x'"),
  ],
  ["an unknown expression", flexible(GITHUB, { unknown: "x" })],
  ["an unknown subject", exact(GITHUB, { unknown: "x" })],
  ["an unknown issuer", exact({ unknown: "x" }, "repo:acme/payments:environment:production")],
  ["every project", flexible(GITLAB, "claims['sub'] matches 'project_path:*:ref_type:branch:ref:main'")],
  ["accounts of a namespace", flexible(AKS, "claims['sub'] matches 'system:serviceaccount:agents:*'")],
])("a fork may use a credential for %s", (_, credential) => {
  expect(forkCanUse({ credential })).toBe(true);
});

test("asks by the service that is named, not by the issuer", () => {
  const credential = exact("https://gitlab.acme.example", "project_path:acme/web:ref_type:branch:ref:main");
  expect(forkCanUse({ credential, service: "gitlab" })).toBe(false);
  expect(forkCanUse({ credential, service: "github" })).toBe(true);
});

test("no credential that forks cannot use takes a token of a fork or of a pull request", () => {
  const { credentials, tokens, time } = AZURE_TOKENS;
  const forks = Object.entries(tokens).filter(([name]) => /^(fork's|pull request|gitlab, fork)/.test(name));
  const taken = Object.entries(credentials).flatMap(([name, credential]) =>
    forks
      .filter(([, claims]) => federatedCredentialAccepts({ credential, claims, time }).decision !== "refused")
      .map(([token]) => ({ name, token, credential })),
  );
  expect(taken.map(({ name, token }) => `${name} takes ${token}`)).toEqual([
    "flexible by name takes pull request by name",
    "flexible by name takes fork's pull request",
  ]);
  expect(taken.filter(({ credential }) => !forkCanUse({ credential }))).toEqual([]);
  expect(forks.length).toBe(7);
});
