import { pinsGithubIds, pinsRepository } from "../../../authorization/federation/pins-github-ids";

test.each([
  ["sub", "repo:acme@9919/payments@71:ref:refs/heads/main"],
  ["sub", "repo:acme@9919/*:environment:production"],
  ["sub", "repository_id:71:environment:production"],
  ["sub", "environment:production:repository_owner_id:9919"],
  ["repository_id", "71"],
  ["repository_owner_id", "9919"],
])("%s %s holds an id", (claim, value) => {
  expect(pinsGithubIds([[claim, value]])).toBe(true);
});

test.each([
  ["sub", "repo:acme/payments:ref:refs/heads/main"],
  ["sub", "repo:*@9919/payments@71:ref:refs/heads/main"],
  ["sub", "repository_id:*:environment:production"],
  ["repository_owner", "9919"],
  ["repository_id", "7*"],
  ["repository_id", ""],
])("%s %s holds none", (claim, value) => {
  expect(pinsGithubIds([[claim, value]])).toBe(false);
});

test("a repository is named by the start of a subject, or by a claim of its own", () => {
  const declared = ["acme/payments"];
  expect(pinsRepository([["sub", "repo:acme/payments:ref:refs/heads/main"]], declared)).toBe(true);
  expect(pinsRepository([["repository", "acme/payments"]], declared)).toBe(true);
  expect(pinsRepository([["sub", "repo:acme/payments-old:ref:refs/heads/main"]], declared)).toBe(false);
  expect(pinsRepository([["sub", "repo:acme/payments:ref:refs/heads/main"]], [])).toBe(false);
});
