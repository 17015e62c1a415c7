import { openQuestions } from "../../cli/open-questions";
import type { Mistake } from "../../declaration/finding";
import type { Declaration } from "../../declaration/schema";

const declaration = {
  organization: "acme",
  models: { newest: { sonnet: "claude-sonnet-5" } },
  providers: {
    "aws-eu": { route: "bedrock", account: "111122223333", region: "eu-central-1", geography: "eu" },
    "gcp-eu": { route: "vertex", project: "acme-claude", region: "eu" },
  },
  teams: {
    payments: { uses: "aws-eu", models: "newest" },
    research: { uses: "gcp-eu", models: "newest" },
  },
} as const satisfies Declaration;

const note = (rule: string, path: string, value?: string): Mistake => ({
  rule,
  path,
  place: { file: "access.yaml", line: 7, column: 3 },
  message: "leaves something open",
  state: "undecided",
  ...(value === undefined ? {} : { value }),
});

test("what a declaration leaves open is a finding with an id of its own, to be acknowledged", () => {
  const open = note("models-by-settings", "providers.gcp-eu.modelRestriction", '"settings"');
  expect(openQuestions({ declaration, notes: [open] })).toEqual({
    findings: [
      {
        rule: "declaration/models-by-settings",
        subject: "providers.gcp-eu.modelRestriction settings",
        detail: "providers.gcp-eu.modelRestriction leaves something open",
        state: "undecided",
        place: { file: "access.yaml", line: 7, column: 3, path: "providers.gcp-eu.modelRestriction" },
        remedy: "change the declaration as it says, or acknowledge this finding in access.accepted.yaml",
      },
    ],
    notes: [],
  });
});

test("a pin by name is asked of the stacks where a policy does so, and of the declaration where none does", () => {
  const onAws = note("github-name-only-subject", "teams.payments.ci.deploy.github");
  const onGoogle = note("github-name-only-subject", "teams.research.ci.deploy.github");
  const { findings, notes } = openQuestions({ declaration, notes: [onAws, onGoogle] });
  expect(notes).toEqual([onAws]);
  expect(findings.map(({ subject }) => subject)).toEqual(["teams.research.ci.deploy.github"]);
});
