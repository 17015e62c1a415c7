import cases from "./aws-door-rules.cases.json";
import { linesOf, loadFiles } from "./load";

const START = `organization: acme
models:
  everyday: { opus: claude-opus-4-8, sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
  mixed: { sonnet: claude-sonnet-4-6, haiku: claude-haiku-4-5 }
providers:
  platform:
    route: anthropic-aws
    account: "111122223333"
    region: us-east-1
    workspace: wrkspc_01AbCdEfGh
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
    permissionsBoundary: arn:aws:iam::111122223333:policy/acme-boundary
  mantle:
    route: mantle
    account: "111122223333"
    region: eu-central-1
    signIn: { oidc: { issuer: https://idp.acme.example, audience: claude, groupTag: Group, laptop: { awsAuthRefresh: "acme-login" } } }
  both:
    route: mantle
    account: "444455556666"
    region: eu-central-1
    bedrock: { geography: eu }
    identityProviders: { existing: [https://gitlab.com] }
teams:
  payments:
    uses: platform
    models: mixed
    people: { group: claude-payments }
    workloads: { pod: { eks: { cluster: prod, namespace: payments, serviceAccount: claude } }, old: { existingRole: { arn: "arn:aws:iam::111122223333:role/old" } } }
  support:
    uses: mantle
    models: everyday
    people: { group: support }
    workloads: { other: { eks: { cluster: prod, namespace: payments, serviceAccount: claude } } }
  cards:
    uses: both
    models: mixed
    ci: { deploy: { gitlab: { project: acme/cards, branch: main } } }
`;
const lines = (text: string) => linesOf(loadFiles({ "access.yaml": text }));

test("what is declared at the two doors fits together", () => {
  expect(lines(START)).toEqual([]);
});

test.each(cases as [string, string, string, string[]][])(
  "%s: every line that a person reads",
  (_, from, to, expected) => {
    expect(START).toContain(from);
    expect(lines(START.replace(from, to))).toEqual(expected);
  },
);
