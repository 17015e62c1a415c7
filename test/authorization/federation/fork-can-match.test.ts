import fc from "fast-check";
import { forkCanMatch } from "../../../authorization/federation/fork-can-match";
import { stringLike } from "../../../authorization/glob";

test.each([
  "repo:acme/payments:environment:production",
  "repo:acme/payments:ref:refs/heads/main",
  "repo:acme/payments:ref:refs/heads/*",
  "repo:acme/payments:ref:refs/heads/release/?",
  "repo:acme/payments:ref:refs/tags/v*",
  "repo:acme@9919/payments@71:environment:production",
  "repo:acme@9919/payments@71:ref:refs/heads/*",
  "repo:acme/payments:environment:production:job_workflow_ref:acme/shared/.github/workflows/*",
  "repository_owner:acme:ref:refs/heads/main",
  "repository_id:71:environment:production",
  "repo:acme/*:ref:refs/heads/main",
  "repo:acme@9919/*:environment:production",
  "repository_owner:acme:event_name:push",
])("keeps forks out of %s", (pattern) => {
  expect(forkCanMatch(pattern)).toBe(false);
});

test.each([
  "*",
  "",
  "repo:*",
  "repo:acme/*",
  "repo:acme/payments:*",
  "repo:acme/payments*",
  "repo:acme/payments:pull_request",
  "repo:acme@9919/payments@71:pull_request",
  "repo:acme/payments:pull?request",
  "repo:acme/payments:p*",
  "repo:acme@9919/payments@71:*",
  "repo:acme@*/payments@*:ref:refs/heads/main",
  "repo:acme/payments:*:ref:refs/heads/main",
  "repo:*/payments:environment:production",
  "repo:acme*/payments:ref:refs/heads/main",
  "repo:?cme/payments:ref:refs/heads/main",
  "*:ref:refs/heads/main",
  // A stranger may shape the tail of his own subjects: repo:evil/x:environment:y@9919/z@71:ref:refs/heads/main.
  "repo:*@9919/*@71:ref:refs/heads/main",
  "repo:acme/payments:ref:*",
  "repo:acme/payments:ref:refs/pull/*",
  // A pull request may name any environment, also one that does not exist yet.
  "repo:acme/payments:environment:*",
  "repo:acme/payments:job_workflow_ref:acme/shared/.github/workflows/deploy.yml@refs/heads/main",
  "job_workflow_ref:acme/shared/.github/workflows/deploy.yml@refs/heads/main",
  "repository_owner:acme:repository_visibility:private",
  "repository_owner:acme:event_name:pull_request_target",
  "environment:production",
  "repository_owner:*:ref:refs/heads/main",
  "repository_id:7*:environment:production",
])("says that a fork could match %j", (pattern) => {
  expect(forkCanMatch(pattern)).toBe(true);
});

test("never overlooks a pattern that covers a pull request's subject or a stranger's", () => {
  const subjects = [
    "repo:acme/payments:pull_request",
    "repo:acme@9919/payments@71:pull_request",
    "repo:acme/payments:pull_request:base_ref:main",
    "repo:acme/payments:ref:refs/pull/7/merge",
    "repo:acme/payments:job_workflow_ref:acme/shared/.github/workflows/deploy.yml@refs/heads/main",
    "repo:evil/payments:ref:refs/heads/main",
    "repo:evil@1/payments@2:environment:production",
  ];
  const pattern = fc
    .constantFrom(...subjects)
    .chain((subject) =>
      fc
        .array(fc.tuple(fc.nat(subject.length), fc.nat(12), fc.constantFrom("*", "?")), { minLength: 1, maxLength: 4 })
        .map((cuts) =>
          cuts.reduce(
            (text, [at, length, wildcard]) => text.slice(0, at) + wildcard + text.slice(at + length),
            subject,
          ),
        ),
    );
  fc.assert(
    fc.property(pattern, (text) => {
      const pulls = subjects.slice(0, 5).some((subject) => stringLike(text, subject));
      // A stranger of any name: one that no pattern here can spell out.
      const stranger = ["repo:zz/payments:ref:refs/heads/main", "repo:zz@7/payments@2:environment:production"];
      if (pulls || stranger.some((subject) => stringLike(text, subject)))
        expect({ text, fork: forkCanMatch(text) }).toEqual({ text, fork: true });
    }),
    { numRuns: 2000, seed: 20261123 },
  );
});
