import { linesOf, loadFiles, SOUND, spoil } from "./load";

const file = (content: string | Buffer) => linesOf(loadFiles({ "access.yaml": content }));

test("a sound declaration loads as it was written", () => {
  const loaded = loadFiles({ "access.yaml": SOUND });
  expect(loaded).toEqual({
    ok: true,
    files: ["access.yaml"],
    notes: [],
    declaration: {
      organization: "acme",
      models: { everyday: { sonnet: "claude-sonnet-5", haiku: "claude-haiku-4-5" } },
      providers: {
        "aws-eu": {
          route: "bedrock",
          account: "111122223333",
          region: "eu-central-1",
          geography: "eu",
          signIn: { identityCenter: { region: "eu-central-1", startUrl: "https://acme.awsapps.com/start" } },
        },
      },
      teams: { payments: { uses: "aws-eu", models: "everyday", people: { group: "claude-payments" } } },
    },
  });
});

test("JSON, CRLF line ends and a byte-order mark load the same", () => {
  const plain = loadFiles({ "access.yaml": SOUND });
  if (!plain.ok) throw new Error("the sound declaration must load");
  const json = JSON.stringify(plain.declaration, null, "\t");
  expect(loadFiles({ "access.json": json }, { file: "access.json" })).toEqual({ ...plain, files: ["access.json"] });
  expect(loadFiles({ "access.yaml": SOUND.replace(/\n/g, "\r\n") })).toEqual(plain);
  expect(loadFiles({ "access.yaml": `\uFEFF${SOUND}` })).toEqual(plain);
});

test.each([
  [
    "a file that is not there",
    {},
    "access.yaml: error: is not there; create it with `claude-access init`, or name another with --declaration [file]",
  ],
  [
    "an empty file",
    { "access.yaml": "" },
    "access.yaml: error: is empty; `claude-access init` writes a commented start [file]",
  ],
  [
    "a file of comments",
    { "access.yaml": "# soon\n" },
    "access.yaml:1:1: error: holds no declaration; `claude-access init` writes a commented start [file]",
  ],
  [
    "a list",
    { "access.yaml": "- a\n" },
    "access.yaml:1:1: error: holds no declaration; `claude-access init` writes a commented start [file]",
  ],
  ["a folder", { "access.yaml/x": "" }, "access.yaml: error: is a folder; name the file in it [file]"],
  [
    "a binary file",
    { "access.yaml": Buffer.from([1, 0, 2]) },
    "access.yaml: error: is a binary file; a declaration is YAML or JSON text [file]",
  ],
  [
    "UTF-16",
    { "access.yaml": Buffer.from("\uFEFForganization: a", "utf16le") },
    "access.yaml: error: is UTF-16; save it as UTF-8 [file]",
  ],
  [
    "Latin-1",
    { "access.yaml": Buffer.from("organization: caf\xe9", "latin1") },
    "access.yaml: error: is not UTF-8 text; a declaration is YAML or JSON text [file]",
  ],
  [
    "50 MB",
    { "access.yaml": Buffer.alloc(50_000_000, "a") },
    'access.yaml: error: has 50000000 bytes, more than the 4194304 that are read; split it with "include:" [file]',
  ],
  [
    "tabs as indentation",
    { "access.yaml": "organization: acme\nmodels:\n\teveryday: {}\n" },
    "access.yaml:3:1: error: YAML does not take tabs as indentation; use spaces [syntax]",
  ],
  [
    "a duplicate key",
    { "access.yaml": "organization: a\norganization: b\n" },
    "access.yaml:2:1: error: organization stands here a second time, first at access.yaml:1:1; keep one of the two [duplicate-key]",
  ],
])("refuses %s", (_what, files, line) => {
  expect(linesOf(loadFiles(files))).toContain(line);
});

test("refuses an alias bomb at once", () => {
  const levels = Array.from({ length: 13 }, (_, level) => {
    const inner = level === 0 ? '"x"' : Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ");
    return `a${level}: &a${level} [${inner}]`;
  });
  const start = Date.now();
  expect(file(levels.join("\n"))).toEqual([
    "access.yaml:1:1: error: its aliases (*name) multiply to more than 100000 values; write the values out [alias]",
  ]);
  expect(Date.now() - start).toBeLessThan(5000);
});

test("refuses an alias that stands inside of what it refers to, and one of nothing", () => {
  expect(file("organization: &a [*a]\n")).toContain(
    "access.yaml:1:19: error: organization[0] the alias *a stands inside of what it refers to [alias]",
  );
  expect(file("organization: *b\n")).toContain(
    "access.yaml:1:15: error: organization no anchor &b stands before the alias *b [alias]",
  );
});

test.each([
  [
    '"111122223333"',
    "011122223333",
    'access.yaml:7:14: error: providers.aws-eu.account 011122223333 is read as the number 11122223333; write it in quotes, "011122223333" [number]',
  ],
  [
    '"111122223333"',
    "111122223333",
    'access.yaml:7:5: error: providers.aws-eu.account 111122223333 was read as a number, so a leading zero may be lost; write all twelve digits in quotes, "111122223333" [wrong-type]',
  ],
  [
    '"111122223333"',
    '"11122223333"',
    'access.yaml:7:5: error: providers.aws-eu.account "11122223333" does not fit; allowed: twelve digits in quotes, such as "111122223333" [bad-value]',
  ],
  [
    "uses: aws-eu",
    "uses: aws-ue",
    'access.yaml:13:5: error: teams.payments.uses "aws-ue" is not declared under providers; allowed: aws-eu; did you mean "aws-eu"? [unknown-provider]',
  ],
  [
    "models: everyday",
    "models: everday",
    'access.yaml:14:5: error: teams.payments.models "everday" is not declared under models; allowed: everyday; did you mean "everyday"? [unknown-model-set]',
  ],
  [
    "sonnet: claude-sonnet-5",
    "sonnet: claude-opus-4-8",
    'access.yaml:3:15: error: models.everyday.sonnet "claude-opus-4-8" is of the family opus; allowed for sonnet: claude-sonnet-5-5, claude-sonnet-5, claude-sonnet-4-6, claude-sonnet-4-5 [wrong-family]',
  ],
  [
    "sonnet: claude-sonnet-5",
    "sonnet: claude-sonnet-5-5",
    'access.yaml:14:5: error: teams.payments.models "claude-sonnet-5-5" of the set "everyday" has no known eu profile, which aws-eu needs; the catalog knows no geography for it; choose another model or geography, or list its regions under profiles.claude-sonnet-5-5.eu, or set "resolve: plan" to read them from AWS [model-not-offered]',
  ],
  [
    "geography: eu",
    "geography: us",
    'access.yaml:9:5: error: providers.aws-eu.geography "us" cannot be called from eu-central-1; allowed there: eu, global, in-region [geography]',
  ],
  [
    "geography: eu",
    "geography: moon",
    'access.yaml:9:5: error: providers.aws-eu.geography "moon" is not allowed; allowed: us, eu, jp, au, apac, us-gov, global, in-region [not-allowed]',
  ],
  [
    "    region: eu-central-1\n",
    "    region: cn-north-1\n",
    'access.yaml:8:5: error: providers.aws-eu.region "cn-north-1" is refused: Amazon Bedrock offers no Claude model in the China regions (partition aws-cn); choose a region of another partition [partition]',
  ],
  [
    "route: bedrock",
    "route: bedrok",
    'access.yaml:6:5: error: providers.aws-eu.route "bedrok" is not allowed; allowed: anthropic-aws, anthropic-google-cloud, bedrock, claude-ai, console, foundry, gateway, mantle, vertex; did you mean "bedrock"? [not-allowed]',
  ],
  [
    "geography: eu",
    "geography: eu\n    permissionsBoundary: arn:aws:iam::999999999999:policy/b",
    'access.yaml:10:5: error: providers.aws-eu.permissionsBoundary "arn:aws:iam::999999999999:policy/b" is of account 999999999999, the entry of 111122223333; AWS takes only its own [arn-account]',
  ],
  [
    "{ group: claude-payments }",
    "{ sessionMinutes: 5, group: x }",
    "access.yaml:15:15: error: teams.payments.people.sessionMinutes 5 is out of bounds; allowed: at least 60 [out-of-bounds]",
  ],
  [
    "{ group: claude-payments }",
    "{ subjects: [a] }",
    "access.yaml:15:5: error: teams.payments.people names subjects, but people of aws-eu come from an Identity Center; name a group or a groupId [people]",
  ],
  [
    "  payments:",
    "  Payments:",
    'access.yaml:12:3: error: teams.Payments "Payments" cannot be a name; allowed: lower-case letters, digits and single hyphens, starting with a letter [bad-name]',
  ],
  [
    "{ group: claude-payments }",
    "{ group: claude-payments }\n    ci: { d: {} }",
    "access.yaml:16:11: error: teams.payments.ci.d needs exactly one of github, gitlab, oidc; found {} [one-of]",
  ],
  [
    "{ group: claude-payments }",
    "{ group: claude-payments }\n    ci: { d: { github: { repository: a/b, branch: m }, gitlab: { project: a/b, tag: v } } }",
    "access.yaml:16:56: error: teams.payments.ci.d.gitlab cannot stand beside github; keep one of them [unknown-key]",
  ],
  [
    "{ group: claude-payments }",
    "{ group: claude-payments }\n    ci: { d: { github: { repository: a/b, ownerId: 1, repositoryId: 2, branch: '*' } } }",
    'access.yaml:16:72: error: teams.payments.ci.d.github.branch "*" has a wildcard, which a pull request from a fork or a look-alike could match; write it out, one pipeline each [wildcard-subject]',
  ],
  [
    "{ group: claude-payments }",
    "{ group: claude-payments }\n    ci: { d: { github: { repository: a/b, ownerId: 1, repositoryId: 2, subject: 'repo:a/b:pull_request' } } }",
    'access.yaml:16:72: error: teams.payments.ci.d.github.subject "repo:a/b:pull_request" lets in pull requests; pin an environment, a branch or a tag [pull-request-subject]',
  ],
  [
    "{ group: claude-payments }",
    "{ group: claude-payments }\n    ci: { d: { github: { repository: a/b, branch: m } } }",
    "access.yaml:16:16: undecided: teams.payments.ci.d.github pins a/b by name; whoever gets that name later gets in, and repositories made or renamed since July 2026 send another subject: add ownerId and repositoryId [github-name-only-subject]",
  ],
  [
    "{ group: claude-payments }",
    "{ group: claude-payments }\n    workloads: { w: { account: { account: '444455556666' } } }",
    "access.yaml:16:23: error: teams.payments.workloads.w.account lets in everybody of account 444455556666; add role, externalId or organizationId [open-account]",
  ],
  [
    "organization: acme",
    "organization: acme\nclients: { env: { ANTHROPIC_BASE_URL: https://x.example } }",
    "access.yaml:2:19: error: clients.env.ANTHROPIC_BASE_URL ANTHROPIC_BASE_URL decides where the client goes; it follows from providers and models, remove it [owned-variable]",
  ],
  [
    "organization: acme",
    "organization: acme\nclients: { env: { X: sk-ant-api03-abcdefghijkl } }",
    "access.yaml:2:19: error: clients.env.X looks like an Anthropic key; a credential never belongs into a declaration: revoke it, and let a helper or the environment supply it [credential]",
  ],
  [
    "organization: acme",
    "organization: acme\nstate: { s3: { bucket: b, secret_key: x } }",
    "access.yaml:2:27: error: state.s3.secret_key secret_key is a credential, and this would write it into Terraform's files; set it in the deployer's environment [credential]",
  ],
  [
    "organization: acme",
    "organization: acme\ninclude: ../other.yaml",
    'access.yaml:2:1: error: include "../other.yaml" cannot be included; name files below this folder, with * for any name [include]',
  ],
])("where %j became %j, the one line says what and what to do", (from, to, line) => {
  expect(spoil(from, to)).toEqual([line]);
});

test.each([
  [
    "subject: 'repository_owner:acme'",
    '"repository_owner:acme" names neither an environment nor a branch or tag, so every run matches it, pull requests too; add one to the template [wide-subject]',
  ],
  [
    "subject: 'repo:other/evil:ref:refs/heads/main'",
    '"repo:other/evil:ref:refs/heads/main" is of another repository than a/b [other-repository]',
  ],
  ["branch: refs/heads/main", '"refs/heads/main" begins with refs/, which is added; write the name alone [ref-prefix]'],
])("refuses a GitHub pipeline with %s", (pin, message) => {
  const ci = `{ d: { github: { repository: a/b, ownerId: 1, repositoryId: 2, ${pin} } } }`;
  const [line] = spoil("{ group: claude-payments }", `{ group: claude-payments }\n    ci: ${ci}`);
  expect(line).toContain(message);
});

test("refuses Japan's and Australia's profiles from a neighbour's region", () => {
  const korea = "  aws-kr: { route: bedrock, account: '111122223333', region: ap-northeast-2, geography: jp }";
  const [line] = spoil("  aws-eu:\n", `${korea}\n  aws-eu:\n`);
  expect(line).toContain('"jp" cannot be called from ap-northeast-2');
});

test("a misspelt key is told with the one that is missing for it", () => {
  expect(spoil("    models: everyday", "    modles: everyday")).toEqual([
    "access.yaml:12:3: error: teams.payments.models is missing; allowed: everyday [no-model-set]",
    'access.yaml:14:5: error: teams.payments.modles is not known here; allowed: ci, formerly, models, people, uses, workloads; did you mean "models"? [unknown-key]',
  ]);
});

test("a retiring model is refused while it is pinned", () => {
  const retire = (model: string) =>
    [
      "haiku: claude-haiku-4-5 }",
      `haiku: claude-haiku-4-5, retiring: [{ model: ${model}, until: 2026-12-31 }] }`,
    ] as const;
  expect(spoil(...retire("claude-sonnet-4-6"))).toEqual([]);
  expect(spoil(...retire("claude-sonnet-5"))).toEqual([
    'access.yaml:3:78: error: models.everyday.retiring[0].model "claude-sonnet-5" is pinned in the same set; pin another, or do not retire it [retiring-and-pinned]',
  ]);
});

test("a credential is never repeated in a message", () => {
  const secret = "AKIAIOSFODNN7EXAMPLEABCDEF";
  const lines = spoil("region: eu-central-1\n", `region: ${secret}\n`);
  expect(lines.join("\n")).not.toContain(secret);
  expect(lines.length).toBeGreaterThan(0);
});

test("every mistake is told at once, also around broken parts", () => {
  const broken = SOUND.replace("geography: eu", "geography: moon")
    .replace("claude-haiku-4-5", "claude-haiku-45")
    .replace("uses: aws-eu", "uses: [aws-eu, aws-xx]");
  expect(file(broken).map((line) => line.replace(/.*\[(.*)\]$/, "$1"))).toEqual([
    "unknown-model",
    "not-allowed",
    "unknown-provider",
  ]);
});

test("teams live in files of their own, and each mistake is addressed in its file", () => {
  const team = (name: string, uses: string) =>
    `teams:\n  ${name}: { uses: ${uses}, models: everyday, people: { group: g } }\n`;
  const main = SOUND.replace("teams:", "include: teams/*.yaml\nteams:");
  const good = loadFiles({
    "access.yaml": main,
    "teams/b.yaml": team("billing", "aws-eu"),
    "teams/a.yaml": team("audit", "aws-eu"),
  });
  expect(good.ok && [Object.keys(good.declaration.teams), good.files]).toEqual([
    ["payments", "audit", "billing"],
    ["access.yaml", "teams/a.yaml", "teams/b.yaml"],
  ]);
  const bad = loadFiles({
    "access.yaml": main,
    "teams/b.yaml": team("payments", "aws-eu"),
    "teams/c.yaml": team("cards", "aws-us"),
  });
  expect(linesOf(bad)).toEqual([
    'teams/b.yaml:2:3: error: teams.payments team "payments" is declared twice, here and at access.yaml:13:3; keep one of the two [declared-twice]',
    'teams/c.yaml:2:12: error: teams.cards.uses "aws-us" is not declared under providers; allowed: aws-eu; did you mean "aws-eu"? [unknown-provider]',
  ]);
});

test("names that fall together after shortening are refused with both places", () => {
  const people = "    people: { group: claude-payments }\n";
  const renamed = SOUND.replace(
    people,
    `    formerly: cards\n${people}  cards-new:\n    formerly: cards\n    uses: aws-eu\n    models: everyday\n${people}`,
  );
  expect(file(renamed)).toEqual([
    'access.yaml:18:5: error: teams.cards-new.formerly "cards" is the former name of payments too; only one team can have been it [formerly-twice]',
    'access.yaml:21:5: error: teams.cards-new.people would be named "claude_aws-eu_cards" in the Identity Center of https://acme.awsapps.com/start, like teams.payments.people at access.yaml:16:5; rename one of the two [name-collision]',
  ]);
});

test("one of several former names that another team has, or had, is refused at its place", () => {
  const people = "    people: { group: claude-payments }\n";
  const other = (name: string, formerly: string) =>
    `  ${name}:\n    formerly: ${formerly}\n    uses: aws-eu\n    models: everyday\n${people}`;
  expect(file(`${SOUND}${other("cards", "[tills, payments]")}${other("shops", "[markets, tills]")}`)).toEqual([
    'access.yaml:17:23: error: teams.cards.formerly[1] "payments" is the name of a team that is declared; a former name must be free [formerly-in-use]',
    'access.yaml:20:5: error: teams.cards.people would be named "claude_aws-eu_payments" in the Identity Center of https://acme.awsapps.com/start, like teams.payments.people at access.yaml:15:5; rename one of the two [name-collision]',
    'access.yaml:22:25: error: teams.shops.formerly[1] "tills" is the former name of cards too; only one team can have been it [formerly-twice]',
  ]);
});

test("a team may be renamed several times, and come back to a name that it had", () => {
  expect(file(SOUND.replace("    uses:", "    formerly: [cards, tills]\n    uses:"))).toEqual([]);
  expect(file(SOUND.replace("    uses:", "    formerly: [cards, payments]\n    uses:"))).toEqual([]);
});

test.each(["${x}", "%{x}", 'a"b', "a\nb", "../x", "a\u202eb", "💥", "__proto__", "", "-a", "a--b"])(
  "refuses the hostile name %j",
  (name) => {
    const lines = spoil("  payments:", `  ${JSON.stringify(name)}:`);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("")).not.toMatch(/undefined|Error:/);
  },
);

test.each(["${aws_iam_role.x.arn}", '"; drop', "a'b`c$(d)", "ümläut 💥"])(
  "carries the hostile group name %j through intact",
  (group) => {
    const loaded = loadFiles({ "access.yaml": SOUND.replace("claude-payments", JSON.stringify(group)) });
    expect(loaded.ok && loaded.declaration.teams.payments?.people?.group).toBe(group);
  },
);

test.each(["a\u202eb", "a\u0000b", "a\nb", "${TfToken[TOKEN.0]}"])("refuses the hostile group name %j", (group) => {
  const lines = spoil("claude-payments", JSON.stringify(group));
  expect(lines.length).toBe(1);
  expect(lines[0]).toMatch(/^access.yaml:15:15: error: teams.payments.people.group /);
});
