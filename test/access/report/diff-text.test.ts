import fc from "fast-check";
import { diffText } from "../../../access/report/diff-text";
import { PLAIN } from "../../../access/report/paint";
import { anyDiff, manyUnlike, reversed } from "./any-diff";
import { alike, change, diffOf, FULL, githubEntrance, HAIKU, identity, SONNET } from "./sample-diff";

const PROFILE = "arn:aws:bedrock:eu-central-1:111122223333:inference-profile/eu.anthropic.claude";
const told = (...lines: readonly string[]): string => `${lines.join("\n")}\n`;

test("one of everything is told whole: gains, losses, what is made anew, settings, what is not known", () => {
  expect(diffText(FULL)).toBe(
    told(
      "Access diff of aws-eu and gcp-eu",
      "2 identities gain, 2 identities lose, 1 identity is made anew, 1 settings document changes and 2 things that decide on access are not known. 1 identity stays as it is.",
      "",
      "Gains",
      "+   payments ci/deploy: role acme-payments-deploy in aws-eu",
      "      new way in: GitHub Actions: repo:acme/payments:environment:production",
      `      who comes in gets Claude Sonnet 5 on Amazon Bedrock, answered in eu, through ${PROFILE}-sonnet-5`,
      "      at aws_iam_role.Deploy",
      "+   payments people: new role acme-payments-people in aws-eu",
      `      gains Claude Haiku 4.5 and Claude Sonnet 5 on Amazon Bedrock, answered in eu, through ${PROFILE}-haiku-4-5 and ${PROFILE}-sonnet-5`,
      `      may gain every model of every vendor on Amazon Bedrock, answered in eu, through ${PROFILE}-sonnet-5`,
      "      declared at access.yaml:41:5 (teams.payments.people): people of payments",
      "",
      "Losses",
      "-   payments ci/deploy: role acme-payments-deploy in aws-eu",
      "      closed way in: GitHub Actions: repo:acme/old:environment:production",
      "      open sessions still work for up to 1 hour. Credentials of a role live until they end. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html",
      "      keeps Claude Sonnet 5 on Amazon Bedrock, answered in eu",
      "      at aws_iam_role.Deploy",
      "-   removed role LegacyBedrock in aws-eu, to which no settings lead",
      `      loses Claude Haiku 4.5 on Amazon Bedrock, answered in eu, through ${PROFILE}-haiku-4-5`,
      "      for how long open sessions still work is not known. The plan does not show it. https://example.com/sessions",
      "      at aws_iam_role.legacy",
      "",
      "Made anew",
      "-/+ science people: service account science@acme.example in gcp-eu",
      "      made anew for a new account_id; open sessions are lost",
      "      keeps Claude Sonnet 5 on Vertex AI, where it is answered is not known",
      "      at google_service_account.Science",
      "",
      "Settings",
      "~   payments people: settings change in aws-eu",
      '      env.ANTHROPIC_MODEL changes from "a" to "b"',
      '      env.AWS_PROFILE goes; it was "old"',
      '      model is set to "opus"',
      '      permissions.deny gets "Read(.env)" and loses "Bash(rm:*)"',
      "",
      "Not known yet",
      "?   policy of aws_iam_role_policy.X in aws-eu is known only after the apply",
      "      access depends on it",
      "      refers to aws_bedrock_inference_profile.P",
      "?   service account science@acme.example in gcp-eu",
      "      The condition of google_project_iam_member.X is not known.",
      "?   1 other value is known only after the apply; access depends on none",
    ),
  );
});

test("where nothing changes it says so in one line, and lists what stays only when asked for all", () => {
  const diff = diffOf([identity(), identity({ id: "b", name: "b", holders: ["b people"], address: "aws_iam_role.B" })]);
  const head = ["Access diff of aws-eu", "Nothing changes for anybody. 2 identities stay as they are."];
  expect(diffText(diff)).toBe(told(...head));
  expect(diffText(diffOf([]))).toBe(told("Access diff of no stack", "Nothing changes for anybody."));
  expect(diffText(diff, PLAIN, { all: true })).toBe(
    told(
      ...head,
      "",
      "Unchanged",
      "=   b people and payments people: 2 roles in aws-eu",
      "      each keeps Claude Sonnet 5 on Amazon Bedrock, answered in eu",
      "      at aws_iam_role.B and aws_iam_role.Payments",
    ),
  );
});

test("nobody is told that nothing changes while something that decides on access is not known", () => {
  const open = ["The policy is not known."];
  expect(diffText(diffOf([identity({ open })]))).toBe(
    told(
      "Access diff of aws-eu",
      "1 thing that decides on access is not known. 1 identity stays as it is.",
      "",
      "Not known yet",
      "?   role acme-payments-people in aws-eu",
      "      The policy is not known.",
    ),
  );
});

test("an identity that changes without a gain or a loss is told all the same", () => {
  expect(diffText(diffOf([identity({ change: "changed" })]))).toBe(
    told(
      "Access diff of aws-eu",
      "1 identity changes otherwise.",
      "",
      "Changed otherwise",
      "~   payments people: role acme-payments-people in aws-eu",
      "      keeps Claude Sonnet 5 on Amazon Bedrock, answered in eu",
      "      at aws_iam_role.Payments",
    ),
  );
});

test("a name that reads like a sentence of the report is in quotes", () => {
  const heads = ["nobody: 0 roles in aws-eu", "a, b and 7 more", 'x" (y)', "plain name"].map((holder) => {
    const diff = diffOf([identity({ holders: [holder], change: "added", models: change([SONNET]) })]);
    return diffText(diff).split("\n")[4];
  });
  expect(heads).toEqual([
    '+   "nobody: 0 roles in aws-eu": new role acme-payments-people in aws-eu',
    '+   "a, b and 7 more": new role acme-payments-people in aws-eu',
    '+   "x\\" (y)": new role acme-payments-people in aws-eu',
    "+   plain name: new role acme-payments-people in aws-eu",
  ]);
});

test("a thousand teams that gain the same are one paragraph with a count and the first names", () => {
  const teams = alike(1_000, { change: "changed", models: change([HAIKU], [], [SONNET]) });
  expect(diffText(diffOf(teams))).toBe(
    told(
      "Access diff of aws-eu",
      "1,000 identities gain.",
      "",
      "Gains",
      "+   1,000 holders (team-00001 people, team-00002 people, team-00003 people and 997 more): 1,000 roles in aws-eu",
      `      each gains Claude Haiku 4.5 on Amazon Bedrock, answered in eu, through ${PROFILE}-haiku-4-5`,
      "      each keeps Claude Sonnet 5 on Amazon Bedrock, answered in eu",
      "      at aws_iam_role.team00001, aws_iam_role.team00002, aws_iam_role.team00003 and 997 more",
    ),
  );
});

test("a way in that is built otherwise does not hide among a hundred that are alike", () => {
  const said = { change: "added" as const, models: change([SONNET]) };
  const sound = alike(100).map((team, nth) => ({
    ...team,
    ...said,
    entrances: change([githubEntrance(`acme/r${nth}`)]),
  }));
  const loose = identity({ ...said, entrances: change([{ key: "loose", text: "GitHub Actions: repo:acme/*" }]) });
  const lines = diffText(diffOf([...sound, loose])).split("\n");
  expect(lines.filter((line) => line.startsWith("+"))).toEqual([
    "+   payments people: new role acme-payments-people in aws-eu",
    "+   100 holders (team-00001 people, team-00002 people, team-00003 people and 97 more): 100 new roles in aws-eu",
  ]);
  expect(lines).toContain("      new way in: GitHub Actions: repo:acme/*");
});

test("holders whose settings change alike are told together", () => {
  const keys = [{ key: "env.AWS_REGION", before: '"eu-central-1"', after: '"eu-west-1"' }];
  const settings = ["d", "c", "b", "a"].map((team) => ({
    ...{ stack: "aws-eu", team, identity: "people", change: "changed" as const },
    keys,
  }));
  expect(diffText(diffOf([], settings)).split("\n").slice(3, 6)).toEqual([
    "Settings",
    "~   4 holders (a people, b people, c people and 1 more): settings change in aws-eu",
    '      env.AWS_REGION changes from "eu-central-1" to "eu-west-1"',
  ]);
});

test("more than fifty paragraphs of one title are counted, and told when asked for all", () => {
  const diff = manyUnlike(240);
  const gains = (text: string) => text.split("\n").filter((line) => line.startsWith("+   ")).length;
  expect(diffText(diff)).toContain("\n    and 70 more paragraphs: --all, or --format json\n");
  expect([gains(diffText(diff)), gains(diffText(diff, PLAIN, { all: true }))]).toEqual([50, 120]);
});

test("colours stand around signs and titles, never instead of words", () => {
  const mark = (word: string) => (text: string) => `<${word}>${text}</${word}>`;
  const paint = { bold: mark("b"), dim: mark("d"), green: mark("g"), red: mark("r"), yellow: mark("y") };
  const painted = diffText(FULL, paint);
  expect(painted.replace(/<\/?[bdgry]>/g, "")).toBe(diffText(FULL));
  expect(painted).toContain("<b>Losses</b>\n<r>-</r>   payments ci/deploy");
});

test("no name reaches a terminal as anything but seen text, and the order of the input does not matter", () => {
  fc.assert(
    fc.property(anyDiff(), (diff) => {
      const text = diffText(diff);
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      for (const line of text.split("\n").slice(2)) {
        expect(line).toMatch(/^($|Gains|Losses|Made anew|Changed otherwise|Settings|Not known yet|[-+~?=]|-\/\+| {6})/);
      }
      expect(diffText(reversed(diff))).toBe(text);
    }),
    { numRuns: 70 },
  );
});
