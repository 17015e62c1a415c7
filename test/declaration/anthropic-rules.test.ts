import cases from "./anthropic-rules.cases.json";
import { linesOf, loadFiles } from "./load";

const START = `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
providers:
  aws-eu:
    route: bedrock
    account: "111122223333"
    region: eu-central-1
    geography: eu
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
  enterprise: { route: claude-ai, organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7 }
  console: { route: console, organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7 }
  machines: { route: console, organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7, federation: {} }
  gateway: { route: gateway, baseUrl: https://llm.acme.example/claude, token: { variable: ANTHROPIC_AUTH_TOKEN } }
teams:
  support: { uses: enterprise, people: all }
  payments:
    uses: [console, machines]
    models: everyday
    people: { members: [ann@acme.example] }
    ci: { deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, branch: main } } }
  tools: { uses: gateway, models: everyday, people: all, workloads: { bot: { host: {} } } }
clients: { minimumVersion: 2.1.330, deliver: managed }
`;
const lines = (text: string) => linesOf(loadFiles({ "access.yaml": text }));

test("what is declared fits together", () => {
  expect(lines(START)).toEqual([]);
});

test.each(cases as [string, string, string, string[]][])(
  "%s: every line that a person reads",
  (_, from, to, expected) => {
    expect(START).toContain(from);
    expect(lines(START.replace(from, to))).toEqual(expected);
  },
);

test("several organizations, and the apps gateway, need clients that know them", () => {
  const several = START.replace(
    "organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7 }\n  console",
    "organization: [7c9e6679-7425-40de-944b-e07fc1f90ae7, 8c9e6679-7425-40de-944b-e07fc1f90ae7] }\n  console",
  );
  expect(lines(several)).toEqual([]);
  expect(lines(several.replace("2.1.330", "2.1.200"))).toEqual([
    "access.yaml:11:3: undecided: providers.enterprise needs clients of 2.1.240 or newer for several organizations in one policy, and minimumVersion is 2.1.200: an older one would let in whoever signs in; declare clients.minimumVersion, or acknowledge this [login-policy-version]",
  ]);
  const apps = START.replace(
    /baseUrl: .*/,
    "apps: { url: https://gw.acme.example, internalNetworks: [10.0.0.0/8] } }",
  ).replace(", workloads: { bot: { host: {} } }", "");
  expect(lines(apps)).toEqual([]);
  expect(lines(apps.replace("2.1.330", "2.1.240"))).toEqual([
    "access.yaml:14:3: undecided: providers.gateway needs clients of 2.1.330 or newer for the policy of its sign-in, and minimumVersion is 2.1.240: an older one would let in whoever signs in; declare clients.minimumVersion, or acknowledge this [login-policy-version]",
  ]);
});

test("what a gateway says of its network and headers is said once", () => {
  const behind = START.replace(
    "token: { variable",
    "headers: { X-Team: tools }, network: { caFile: /etc/ca.pem, proxy: http://proxy.acme.example:3128, noProxy: [acme.example] }, token: { variable",
  );
  expect(lines(behind)).toEqual([]);
  const again = 'env: { NODE_EXTRA_CA_CERTS: /etc/ca.pem, ANTHROPIC_CUSTOM_HEADERS: "X-A: b", NO_PROXY: localhost }';
  expect(lines(behind.replace("deliver: managed", `deliver: managed, ${again}`))).toEqual([
    "access.yaml:23:62: error: clients.env.NODE_EXTRA_CA_CERTS is what providers.gateway.network.caFile says, too; keep one of the two [said-twice]",
    "access.yaml:23:96: error: clients.env.ANTHROPIC_CUSTOM_HEADERS is what providers.gateway.headers says, too; keep one of the two [said-twice]",
    "access.yaml:23:132: error: clients.env.NO_PROXY is what providers.gateway.network.noProxy says, too; keep one of the two [said-twice]",
  ]);
});

test("on Google Cloud and Azure a person puts the value in, and the name is one that the cloud takes", () => {
  const onGoogle = START.replace(
    "providers:",
    "providers:\n  gcp-eu: { route: vertex, project: acme-claude, region: eu, quotaProject: none }",
  ).replace("federation: {} }", "key: { in: gcp-eu, secret: claude/key, valueVersion: 1, kind: parameterStore } }");
  expect(lines(onGoogle).filter((line) => line.includes("[key-place]"))).toEqual([
    'access.yaml:14:102: error: providers.machines.key.secret "claude/key" is no name of a secret in Google Cloud; allowed: letters, digits, hyphens and underscores [key-place]',
    "access.yaml:14:122: error: providers.machines.key.valueVersion writes a value by the apply, which is done on AWS only, and gcp-eu lies in Google Cloud; remove it, and put the value in by hand [key-place]",
    "access.yaml:14:139: error: providers.machines.key.kind is a choice on AWS, and gcp-eu lies in Google Cloud; remove it [key-place]",
  ]);
});

test("a parameter of AWS is made with a value, or is there", () => {
  const at = (key: string, name = "/claude/key") =>
    lines(START.replace("federation: {} }", `key: { in: aws-eu, secret: ${name}, kind: parameterStore${key} } }`));
  const ofKeys = (found: readonly string[]) => found.filter((line) => line.includes("[key-place]"));
  expect(ofKeys(at(""))).toEqual([
    "access.yaml:13:83: error: providers.machines.key needs a value to be made with, for a parameter cannot be without one; add valueVersion: 1 and give the value to that apply, or make it by hand and write existing: true [key-place]",
  ]);
  expect([ofKeys(at(", valueVersion: 1")), ofKeys(at(", existing: true"))]).toEqual([[], []]);
});

test("refuses a name that Parameter Store does not take: a path without its slash, AWS's own, other signs", () => {
  const at = (name: string) =>
    lines(
      START.replace("federation: {} }", `key: { in: aws-eu, kind: parameterStore, existing: true, secret: ${name} } }`),
    ).filter((line) => line.includes("[key-place]"));
  const refused = ["claude/key", "aws-key", "/AWS/key", "ssmkey", "/ssm/key", "/claude/key@2", "/claude//key"];
  expect(refused.map(at)).toEqual(
    refused.map((name) => [
      `access.yaml:13:140: error: providers.machines.key.secret "${name}" is no name of a parameter; allowed: letters, digits, dots, hyphens and underscores, in a path with a slash at its start, too; not aws or ssm at the start [key-place]`,
    ]),
  );
  const taken = ["/claude/key", "claude-key", "/claude.key", "/claude/aws", "/a".repeat(15)];
  expect(taken.map(at)).toEqual(taken.map(() => []));
  expect(at("/a".repeat(16))).toHaveLength(1);
});
