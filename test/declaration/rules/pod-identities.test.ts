import { linesOf, loadFiles, SOUND } from "../load";

const pod = (serviceAccount: string) => `{ eks: { cluster: apps, namespace: ai, serviceAccount: ${serviceAccount} } }`;
const lines = (more: string) => linesOf(loadFiles({ "access.yaml": SOUND + more }));

test("refuses one service account for two workloads of a team, and for another team at another entry of the region", () => {
  const text = `    workloads: { one: ${pod("claude")}, two: ${pod("claude")}, three: ${pod("other")} }
  cards:
    uses: aws-eu-too
    models: everyday
    workloads: { batch: ${pod("claude")} }
`;
  const entry = `  aws-eu-too: { route: bedrock, account: "111122223333", region: eu-central-1, geography: eu }\nteams:\n`;
  const all = SOUND.replace("teams:\n", entry);
  expect(linesOf(loadFiles({ "access.yaml": all + text }))).toEqual([
    "access.yaml:17:97: error: teams.payments.workloads.two.eks is the service account ai/claude of cluster apps in account 111122223333, eu-central-1, like teams.payments.workloads.one.eks at access.yaml:17:25; EKS Pod Identity gives it one role only: keep one of the two, or run one under another service account [pod-identity]",
    "access.yaml:21:27: error: teams.cards.workloads.batch.eks is the service account ai/claude of cluster apps in account 111122223333, eu-central-1, like teams.payments.workloads.one.eks at access.yaml:17:25; EKS Pod Identity gives it one role only: keep one of the two, or run one under another service account [pod-identity]",
  ]);
});

test("one name in two namespaces, clusters or regions is two service accounts", () => {
  expect(
    lines(`    workloads:
      one: ${pod("claude")}
      two: ${pod("claude").replace("ai", "batch")}
      three: ${pod("claude").replace("apps", "tools")}
`),
  ).toEqual([]);
});

const KEYED = `organization: acme
models: { everyday: { sonnet: claude-sonnet-5 } }
providers:
  aws-eu: { route: bedrock, account: "111122223333", region: eu-central-1, geography: eu }
  console: { route: console, organization: 7c9e6679-7425-40de-944b-e07fc1f90ae7, key: { in: aws-eu, secret: claude/key } }
teams:
`;

test("refuses one service account for a caller of Bedrock and a reader of a key in the same account", () => {
  const teams = `  payments: { uses: aws-eu, models: everyday, workloads: { one: ${pod("claude")} } }
  cards: { uses: console, models: everyday, workloads: { two: ${pod("claude")} } }
`;
  expect(linesOf(loadFiles({ "access.yaml": KEYED + teams }))).toEqual([
    "access.yaml:8:65: error: teams.cards.workloads.two.eks is the service account ai/claude of cluster apps in account 111122223333, eu-central-1, like teams.payments.workloads.one.eks at access.yaml:7:67; EKS Pod Identity gives it one role only: keep one of the two, or run one under another service account [pod-identity]",
  ]);
});

test("refuses one workload that would call Bedrock and read a key as one service account", () => {
  const team = `  payments: { uses: [aws-eu, console], models: everyday, workloads: { one: ${pod("claude")} } }\n`;
  expect(linesOf(loadFiles({ "access.yaml": KEYED + team }))).toEqual([
    "access.yaml:7:78: error: teams.payments.workloads.one.eks belongs to one cluster in one region, but the team uses several providers; give it a team of its own [eks-many-entries]",
  ]);
});
