import type { Ancestry } from "../../../verify/google/ancestry";
import { type BoundBoundary, boundaryVerdict } from "../../../verify/google/boundary-verdict";
import { deniedPermissions, reaches } from "../../../verify/google/deny-rule";

const ACME: Ancestry = {
  project: "acme-claude",
  resources: ["projects/123", "folders/77", "organizations/55"],
  projectNames: ["projects/123", "projects/acme-claude"],
  organization: "organizations/55",
};

const EVERYBODY = "principalSet://goog/public:all";
const GROUP = "group:claude@acme.example";
const USER = "user:Ada@acme.example";
const ACCOUNT = "serviceAccount:reviewer@acme-claude.iam.gserviceaccount.com";
const OTHER_ACCOUNT = "serviceAccount:job@elsewhere.iam.gserviceaccount.com";
const PEOPLE = "principalSet://iam.googleapis.com/locations/global/workforcePools/acme/group/claude";
const ALL_PEOPLE = "principalSet://iam.googleapis.com/locations/global/workforcePools/acme/*";
const POOL = "iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/github";
const PIPELINE = `principalSet://${POOL}/attribute.repository/acme/payments`;
const POD = `principal://${POOL}/subject/ns/payments/sa/claude`;
const account = (email: string) => `principal://iam.googleapis.com/projects/-/serviceAccounts/${email}`;
const accountsOf = (resource: string) =>
  `principalSet://cloudresourcemanager.googleapis.com/${resource}/type/ServiceAccount`;

test.each<[string, string, boolean | undefined]>([
  [EVERYBODY, GROUP, true],
  [EVERYBODY, PIPELINE, true],
  ["principalSet://goog/group/claude@acme.example", GROUP, true],
  ["principalSet://goog/group/Claude@Acme.example", GROUP, true],
  ["principalSet://goog/group/all@acme.example", GROUP, undefined],
  ["principalSet://goog/group/all@acme.example", USER, undefined],
  ["principalSet://goog/group/all@acme.example", ACCOUNT, undefined],
  ["principalSet://goog/group/all@acme.example", PEOPLE, undefined],
  ["deleted:principalSet://goog/group/claude@acme.example?uid=1", GROUP, false],
  ["principal://goog/subject/ada@acme.example", USER, true],
  ["principal://goog/subject/eve@acme.example", USER, false],
  ["principal://goog/subject/eve@acme.example", GROUP, undefined],
  ["principal://goog/subject/eve@acme.example", ACCOUNT, false],
  ["principal://goog/subject/eve@acme.example", PEOPLE, false],
  ["principalSet://goog/cloudIdentityCustomerId/C01abcde2", GROUP, undefined],
  [account("reviewer@acme-claude.iam.gserviceaccount.com"), ACCOUNT, true],
  [account("other@acme-claude.iam.gserviceaccount.com"), ACCOUNT, false],
  [account("other@acme-claude.iam.gserviceaccount.com"), GROUP, undefined],
  [accountsOf("organizations/55"), ACCOUNT, true],
  [accountsOf("projects/123"), ACCOUNT, true],
  [accountsOf("projects/999"), ACCOUNT, false],
  [accountsOf("projects/999"), OTHER_ACCOUNT, undefined],
  [accountsOf("projects/123"), USER, false],
  [accountsOf("projects/123"), PIPELINE, false],
  [accountsOf("projects/123"), GROUP, undefined],
  ["principalSet://cloudresourcemanager.googleapis.com/projects/123", ACCOUNT, undefined],
  [ALL_PEOPLE, PEOPLE, true],
  [ALL_PEOPLE, USER, false],
  [ALL_PEOPLE, GROUP, undefined],
  [ALL_PEOPLE.replace("acme", "partner"), PEOPLE, false],
  [PEOPLE, PEOPLE, true],
  [PEOPLE, ALL_PEOPLE, undefined],
  [PEOPLE.replace("group/claude", "group/all"), PEOPLE, undefined],
  [PEOPLE.replace("principalSet", "principal").replace("group/claude", "subject/eve"), PEOPLE, undefined],
  [PEOPLE, PIPELINE, false],
  [PIPELINE, PIPELINE, true],
  [`principalSet://${POOL}/*`, PIPELINE, true],
  [`principalSet://${POOL}/attribute.repository/acme/other`, PIPELINE, false],
  [`principalSet://${POOL}/attribute.ref/refs/heads/main`, PIPELINE, undefined],
  [`principalSet://${POOL.replace("123", "999")}/*`, PIPELINE, false],
  [`principal://${POOL}/subject/ns/payments/sa/other`, POD, false],
  [`principalSet://${POOL}/namespace/payments`, POD, undefined],
  ["something://new", GROUP, undefined],
  [EVERYBODY, "domain:acme.example", true],
  ["principal://goog/subject/eve@acme.example", "domain:acme.example", undefined],
])("a rule that denies %s reaches %s: %s", (denied, member, expected) => {
  expect(reaches({ deniedPrincipals: [denied] }, member, ACME)).toBe(expected);
});

test.each<[string, string, boolean | undefined]>([
  ["principalSet://goog/group/claude@acme.example", GROUP, false],
  ["principalSet://goog/group/admins@acme.example", GROUP, undefined],
  ["principal://goog/subject/eve@acme.example", GROUP, true],
  [account("breakglass@acme-claude.iam.gserviceaccount.com"), GROUP, true],
  [PEOPLE, ALL_PEOPLE, true],
  [ALL_PEOPLE, PEOPLE, false],
  [accountsOf("folders/77"), ACCOUNT, false],
  ["deleted:principal://goog/subject/ada@acme.example?uid=1", USER, true],
  ["something://new", USER, undefined],
])("a rule that denies everybody but %s reaches %s: %s", (exception, member, expected) => {
  expect(reaches({ deniedPrincipals: [EVERYBODY], exceptionPrincipals: [exception] }, member, ACME)).toBe(expected);
});

test("service accounts below folders that could not be read are undecided", () => {
  const gap = { ...ACME, organization: undefined, gap: { resource: "folders/77", failure: new Error() as never } };
  expect(reaches({ deniedPrincipals: [accountsOf("folders/99")] }, ACCOUNT, gap)).toBeUndefined();
});

test.each([
  [["aiplatform.googleapis.com/endpoints.predict"], [], true],
  [["aiplatform.googleapis.com/endpoints.*"], [], true],
  [["aiplatform.googleapis.com/*.predict"], [], true],
  [["aiplatform.googleapis.com/*.*"], [], true],
  [["aiplatform.googleapis.com/*"], [], true],
  [["*"], [], true],
  [["aiplatform.googleapis.com/endpoints.get", "aiplatform.googleapis.com/models.*"], [], false],
  [["aiplatform.googleapis.com/endpoints.predictLongRunning"], [], false],
  [["iam.googleapis.com/*.*"], [], false],
  [["aiplatform.googleapis.com/*.*"], ["aiplatform.googleapis.com/endpoints.*"], false],
  [["aiplatform.googleapis.com/*.*"], ["aiplatform.googleapis.com/*.get"], true],
  [[], [], false],
])("permissions %j without %j take away the one of Vertex AI: %s", (denied, exceptions, expected) => {
  const rule = { deniedPermissions: denied, exceptionPermissions: exceptions };
  const found = deniedPermissions(rule, ["aiplatform.endpoints.predict"]);
  expect(found).toEqual(expected ? ["aiplatform.googleapis.com/endpoints.predict"] : []);
});

const bound = (includes: BoundBoundary["includes"], condition = ""): BoundBoundary => ({
  policy: "a",
  condition,
  includes,
});
test.each<[string, BoundBoundary[], boolean, ReturnType<typeof boundaryVerdict>]>([
  ["none", [], true, "eligible"],
  ["none that was read, and more", [], false, "unread"],
  ["one that includes, and more that could not be read", [bound(true)], false, "eligible"],
  ["one that includes on a condition, and more", [bound(true, "c")], false, "unread"],
  ["one that leaves out, and more", [bound(false)], false, "unread"],
  ["one that leaves out", [bound(false)], true, "excluded"],
  ["one that leaves out, another that includes", [bound(false), bound(true)], true, "eligible"],
  ["one that leaves out, another that includes on a condition", [bound(false), bound(true, "c")], true, "undecided"],
  ["one that leaves out on a condition", [bound(false, "c")], true, "undecided"],
  ["two that leave out, one on a condition", [bound(false), bound(false, "c")], true, "excluded"],
  ["one that includes on a condition", [bound(true, "c")], true, "eligible"],
  ["one that nobody can tell", [bound(undefined)], true, "undecided"],
])("boundaries: %s", (_, boundaries, isComplete, expected) => {
  expect(boundaryVerdict(boundaries, isComplete)).toBe(expected);
});
