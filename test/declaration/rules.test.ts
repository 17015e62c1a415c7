import { linesOf, loadFiles, SOUND, spoil } from "./load";

const SIGN_IN = "signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }";
const OIDC =
  "signIn: { oidc: { issuer: https://id.acme.example, audience: claude, groupTag: group, laptop: { awsAuthRefresh: x } } }";
const lines = (text: string) => linesOf(loadFiles({ "access.yaml": text }));
const withCi = (ci: string) => spoil("{ group: claude-payments }", `{ group: claude-payments }\n    ci: { d: ${ci} }`);

test("refuses a group that AWS would read as a policy variable, where it becomes a condition of a trust", () => {
  const federated = SOUND.replace(SIGN_IN, OIDC);
  expect(lines(federated)).toEqual([]);
  expect(lines(federated.replace("claude-payments", '"${aws:RequestTag/group}"'))).toEqual([
    'access.yaml:15:15: error: teams.payments.people.group holds "${", which AWS reads as a policy variable and not as it stands; write the name out [policy-variable]',
  ]);
  expect(withCi("{ oidc: { issuer: https://ci.example, audience: a, subject: '${aws:x}' } }")).toEqual([
    'access.yaml:16:65: error: teams.payments.ci.d.oidc.subject holds "${", which AWS reads as a policy variable and not as it stands; write the name out [policy-variable]',
  ]);
});

test.each([
  [
    "an OIDC subject of pull requests",
    "{ oidc: { issuer: https://ci.example, audience: a, subject: 'repo:a/b:pull_request' } }",
    'access.yaml:16:65: error: teams.payments.ci.d.oidc.subject "repo:a/b:pull_request" lets in pull requests; pin an environment, a branch or a tag [pull-request-subject]',
  ],
  [
    "an OIDC subject with a wildcard",
    "{ oidc: { issuer: https://ci.example, audience: a, subject: 'repo:?' } }",
    'access.yaml:16:65: error: teams.payments.ci.d.oidc.subject "repo:?" has a wildcard, which a pull request from a fork or a look-alike could match; write it out, one pipeline each [wildcard-subject]',
  ],
  [
    "GitHub with two contexts",
    "{ github: { repository: a/b, ownerId: 1, repositoryId: 2, branch: m, tag: v } }",
    "access.yaml:16:16: error: teams.payments.ci.d.github needs exactly one of environment, branch, tag, subject; found branch, tag [one-of]",
  ],
  [
    "GitHub with one id",
    "{ github: { repository: a/b, ownerId: 1, branch: m } }",
    "access.yaml:16:16: error: teams.payments.ci.d.github names one of ownerId and repositoryId; write both, or none [github-ids]",
  ],
  [
    "GitLab without a ref",
    "{ gitlab: { project: a/b } }",
    "access.yaml:16:16: error: teams.payments.ci.d.gitlab needs exactly one of branch, tag; found none [one-of]",
  ],
  [
    "GitLab with a wildcard",
    "{ gitlab: { project: a/b, branch: 'release/*' } }",
    'access.yaml:16:40: error: teams.payments.ci.d.gitlab.branch "release/*" has a wildcard, which a pull request from a fork or a look-alike could match; write it out, one pipeline each [wildcard-subject]',
  ],
  [
    "a kind of pipeline that is misspelt",
    "{ githb: { repository: a/b } }",
    'access.yaml:16:11: error: teams.payments.ci.d needs exactly one of github, gitlab, oidc; found githb; did you mean "github"? [one-of]',
  ],
])("refuses %s", (_what, ci, line) => {
  expect(withCi(ci)).toEqual([line]);
});

test.each([
  [
    "geography: eu",
    "geography: eu\n    permissionsBoundary: arn:aws:iam::111122223333:role/b",
    'access.yaml:10:5: error: providers.aws-eu.permissionsBoundary "arn:aws:iam::111122223333:role/b" is the ARN of no policy; allowed: arn:aws:iam::111122223333:policy/NAME [arn-kind]',
  ],
  [
    "geography: eu",
    "geography: eu\n    permissionsBoundary: arn:aws-us-gov:iam::111122223333:policy/b",
    'access.yaml:10:5: error: providers.aws-eu.permissionsBoundary "arn:aws-us-gov:iam::111122223333:policy/b" is of partition aws-us-gov, the region eu-central-1 of aws; name one that starts with arn:aws: [arn-partition]',
  ],
  [
    "geography: eu",
    "geography: eu\n    deploy: { assumeRole: arn:aws:iam::111122223333:policy/b }",
    'access.yaml:10:15: error: providers.aws-eu.deploy.assumeRole "arn:aws:iam::111122223333:policy/b" is the ARN of no role; allowed: arn:aws:iam::111122223333:role/NAME [arn-kind]',
  ],
  [
    "organization: acme",
    "organization: acme\nprofiles: { claude-sonnet-5: { eu: { regions: [eu-west-1, us-east-1] } } }",
    'access.yaml:2:59: error: profiles.claude-sonnet-5.eu.regions[1] "us-east-1" lies outside of eu; allowed: eu-… [profile-region]',
  ],
  [
    "    models: everyday\n",
    "    models: everyday\n    formerly: payments\n",
    'access.yaml:15:5: error: teams.payments.formerly "payments" is the name of a team that is declared; a former name must be free [formerly-in-use]',
  ],
  [
    "    models: everyday\n",
    "    models: everyday\n    formerly: [cards, tills, cards]\n",
    'access.yaml:15:30: error: teams.payments.formerly[2] "cards" is named twice; keep one of the two [formerly-twice]',
  ],
  [
    "    models: everyday\n",
    "    models: everyday\n    formerly: [payments, cards]\n",
    'access.yaml:15:16: error: teams.payments.formerly[0] "payments" is the name of a team that is declared; a former name must be free [formerly-in-use]',
  ],
  [
    "    models: everyday\n",
    "    models: everyday\n    formerly: []\n",
    "access.yaml:15:5: error: teams.payments.formerly [] is out of bounds; allowed: at least 1 items [out-of-bounds]",
  ],
  [
    "    models: everyday\n",
    "    models: everyday\n    formerly: [Cards]\n",
    'access.yaml:15:16: error: teams.payments.formerly[0] "Cards" does not fit; allowed: lower-case letters, digits and single hyphens, starting with a letter [bad-value]',
  ],
  [
    "    people: { group: claude-payments }\n",
    "",
    "access.yaml:12:3: error: teams.payments names nobody; declare people, ci or workloads [nobody]",
  ],
  [
    "uses: aws-eu",
    "uses: [aws-eu, aws-eu]",
    'access.yaml:13:20: error: teams.payments.uses[1] "aws-eu" is named twice; keep one of the two [used-twice]',
  ],
  [
    `    ${SIGN_IN}\n`,
    "",
    "access.yaml:14:5: error: teams.payments.people has people, but aws-eu says nothing of their sign-in; add signIn to providers.aws-eu [people]",
  ],
  [
    SIGN_IN,
    OIDC.replace("groupTag: group, ", ""),
    "access.yaml:15:5: error: teams.payments.people names a group, but the sign-in of aws-eu has no groupTag, the session tag that carries it; add it, or name subjects [people]",
  ],
  [
    "{ sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }",
    "{}",
    "access.yaml:3:3: error: models.everyday names no model; write at least one of opus, sonnet, haiku, fable [empty-model-set]",
  ],
  [
    "claude-haiku-4-5 }",
    "claude-haiku-4-5, default: opus }",
    'access.yaml:3:65: error: models.everyday.default "opus" is not in the set; allowed: sonnet, haiku [default-not-pinned]',
  ],
  [
    "claude-haiku-4-5 }",
    "claude-haiku-4-5, retiring: [{ model: claude-opus-4-8, until: 2026-02-30 }] }",
    'access.yaml:3:102: error: models.everyday.retiring[0].until "2026-02-30" does not fit; allowed: a day of the calendar, YYYY-MM-DD [bad-value]',
  ],
  [
    "    region: eu",
    "    subscription: x\n    region: eu",
    "access.yaml:8:5: error: providers.aws-eu.subscription belongs to route foundry, and this entry has another; allowed: account, applicationProfiles, deploy, geography, identityProviders, namePrefix, permissionsBoundary, region, resolve, rolePath, route, sessionMinutes, signIn, tags [unknown-key]",
  ],
  [
    "    geography: eu\n",
    "",
    "access.yaml:5:3: error: providers.aws-eu.geography is missing; allowed: us, eu, jp, au, apac, us-gov, global, in-region [wrong-type]",
  ],
])("where %j became %j, the one line says what and what to do", (from, to, line) => {
  expect(spoil(from, to)).toEqual([line]);
});

test("a model in its own region needs that region in the declaration", () => {
  const inRegion = (region: string) =>
    lines(
      SOUND.replace("geography: eu", "geography: in-region").replace(
        "organization: acme",
        `organization: acme\nprofiles: { claude-sonnet-5: { in-region: { regions: [${region}] } }, claude-haiku-4-5: { in-region: { regions: [eu-central-1] } } }`,
      ),
    );
  expect(inRegion("eu-central-1")).toEqual([]);
  expect(inRegion("eu-west-1")).toEqual([
    'access.yaml:15:5: error: teams.payments.models "claude-sonnet-5" of the set "everyday" has no known in-region profile, which aws-eu needs; known for it: us, eu, apac, global; choose another model or geography, or list its regions under profiles.claude-sonnet-5.in-region [model-not-offered]',
  ]);
});

test("a model whose destinations nobody knows loads when they are listed, or left to the plan", () => {
  const unknown = SOUND.replace("claude-sonnet-5", "claude-sonnet-5-5");
  expect(lines(unknown).length).toBe(1);
  expect(lines(unknown.replace("geography: eu", "geography: eu\n    resolve: plan"))).toEqual([]);
  const listed = "organization: acme\nprofiles: { claude-sonnet-5-5: { eu: { regions: [eu-central-1] } } }";
  expect(lines(unknown.replace("organization: acme", listed))).toEqual([]);
});
