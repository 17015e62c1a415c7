import type { CheckResult } from "../../../verify/check-result";
import { acmePreflight, except, fine, noDeny } from "./acme-preflight";
import * as acme from "./acme-world";
import { ACCOUNT, GROUP, PROJECT } from "./acme-world";

const { google, look } = acmePreflight();
const DENY_LINK = "https://docs.cloud.google.com/iam/docs/deny-overview";
const PREDICT = "aiplatform.googleapis.com/endpoints.predict";

const everybodyBut = { deniedPrincipals: ["principalSet://goog/public:all"], deniedPermissions: [PREDICT] };
const blocked = (resource: string, principals = GROUP, them = "it"): CheckResult => ({
  check: "deny-policies",
  state: "blocked",
  subject: `no-models at ${resource}`,
  detail: `denies ${PREDICT} to ${principals}, whatever is granted`,
  remedy: `Ask whoever owns the policy: add ${them} to the rule's exception principals, or the permission to its exception permissions`,
  link: DENY_LINK,
});

test.each([PROJECT, "folders/77", "folders/66", "organizations/55"])("a denial at %s blocks", async (resource) => {
  expect(await look(acme.withDeny(resource, everybodyBut))).toEqual(
    except("deny-policies", resource, blocked(resource)),
  );
  expect(google.requests).toContain(`GET ${acme.denyPolicy(resource, "no-models")}`);
});

test("a denial names everybody whom it reaches", async () => {
  const report = await look(acme.withDeny("folders/66", everybodyBut), { principals: [GROUP, ACCOUNT] });
  expect(report.filter(({ check }) => check === "deny-policies")).toEqual([
    noDeny(PROJECT),
    noDeny("folders/77"),
    blocked("folders/66", `${GROUP}, ${ACCOUNT}`, "them"),
    noDeny("organizations/55"),
  ]);
});

test.each([
  [
    "our group is excepted",
    { ...everybodyBut, exceptionPrincipals: ["principalSet://goog/group/claude@acme.example"] },
  ],
  [
    "the permission is excepted",
    { ...everybodyBut, deniedPermissions: ["aiplatform.googleapis.com/*.*"], exceptionPermissions: [PREDICT] },
  ],
  [
    "those who are denied were deleted",
    {
      deniedPrincipals: ["deleted:principalSet://goog/group/claude@acme.example?uid=1"],
      deniedPermissions: [PREDICT],
    },
  ],
  ["other permissions are denied", { ...everybodyBut, deniedPermissions: ["iam.googleapis.com/roles.list"] }],
])("is fine where %s", async (_, rule) => {
  expect(await look(acme.withDeny("folders/77", rule))).toEqual(
    except("deny-policies", "folders/77", fine("deny-policies", "folders/77", "1 deny policy, none in the way")),
  );
});

test.each([
  "aiplatform.googleapis.com/endpoints.*",
  "aiplatform.googleapis.com/*.predict",
  "aiplatform.googleapis.com/*.*",
])("the permission group %s blocks", async (group) => {
  const rule = { ...everybodyBut, deniedPermissions: [group] };
  expect(await look(acme.withDeny("folders/77", rule))).toEqual(
    except("deny-policies", "folders/77", blocked("folders/77")),
  );
});

test("a condition leaves it undecided, and is told", async () => {
  const expression = "resource.matchTag('55/env', 'prod')";
  const rule = { ...everybodyBut, denialCondition: { expression, title: "production only" } };
  expect(await look(acme.withDeny("folders/77", rule))).toEqual(
    except("deny-policies", "folders/77", {
      check: "deny-policies",
      state: "undecided",
      subject: "no-models at folders/77",
      detail: `may deny ${PREDICT} to ${GROUP}: only where ${expression}`,
      remedy:
        "Find out whether it does; if so: add it to the rule's exception principals, or the permission to its exception permissions",
      link: DENY_LINK,
    }),
  );
});

test("another group leaves it undecided: it may hold ours", async () => {
  const rule = { deniedPrincipals: ["principalSet://goog/group/all@acme.example"], deniedPermissions: [PREDICT] };
  expect(await look(acme.withDeny("organizations/55", rule))).toEqual(
    except("deny-policies", "organizations/55", {
      check: "deny-policies",
      state: "undecided",
      subject: "no-models at organizations/55",
      detail: `may deny ${PREDICT} to ${GROUP}: it names principalSet://goog/group/all@acme.example, and who belongs to whom cannot be seen here`,
      remedy:
        "Find out whether it does; if so: add it to the rule's exception principals, or the permission to its exception permissions",
      link: DENY_LINK,
    }),
  );
});

test("a rule of a kind that is not known is undecided", async () => {
  const answers = acme.withDeny("folders/77", undefined);
  expect(await look(answers)).toEqual(
    except("deny-policies", "folders/77", {
      check: "deny-policies",
      state: "undecided",
      subject: "no-models at folders/77",
      detail: "has a rule of a kind that this version does not know",
      link: DENY_LINK,
    }),
  );
});

test("three pages of policies are all read", async () => {
  const list = acme.denyList("organizations/55");
  const named = (id: string) => `policies/cloudresourcemanager.googleapis.com%2Forganizations%2F55/denypolicies/${id}`;
  const page = (id: string, next?: string) => ({ json: { policies: [{ name: named(id) }], nextPageToken: next } });
  const policy = (id: string, rules: unknown[]) => ({ json: { name: named(id), rules } });
  const report = await look({
    [list]: page("first", "page-2"),
    [`${list}?pageToken=page-2`]: page("second", "page-3"),
    [`${list}?pageToken=page-3`]: page("no-models"),
    [`${list}/first`]: policy("first", []),
    [`${list}/second`]: policy("second", []),
    [`${list}/no-models`]: policy("no-models", [{ denyRule: everybodyBut }]),
  });
  expect(report).toEqual(except("deny-policies", "organizations/55", blocked("organizations/55")));
  expect(google.requests.filter((one) => one.includes("organizations%2F55"))).toEqual([
    `GET ${list}`,
    `GET ${list}?pageToken=page-2`,
    `GET ${list}?pageToken=page-3`,
    `GET ${list}/first`,
    `GET ${list}/second`,
    `GET ${list}/no-models`,
  ]);
});
