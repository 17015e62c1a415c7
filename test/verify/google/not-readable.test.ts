import type { CheckResult } from "../../../verify/check-result";
import { acmePreflight, CLEAN_REPORT, except, MODELS, noDeny, STANDS } from "./acme-preflight";
import * as acme from "./acme-world";
import { ACCOUNT, CLEAN, GROUP, PROJECT } from "./acme-world";
import type { Answers } from "./fake-google";

const { google, look } = acmePreflight();
const DENY_LINK = "https://docs.cloud.google.com/iam/docs/deny-overview";
const BOUNDARY_LINK = "https://docs.cloud.google.com/iam/docs/principal-access-boundary-policies";
const SERVICE_LINK = "https://docs.cloud.google.com/service-usage/docs/enable-disable";
const MODEL_LINK = "https://docs.cloud.google.com/vertex-ai/generative-ai/docs/control-model-access";
const PROJECT_LINK = "https://docs.cloud.google.com/resource-manager/docs/access-control-proj";

const unread = (check: string, subject: string, detail: string, remedy: string, link: string): CheckResult => ({
  check,
  state: "could-not-check",
  subject,
  detail,
  remedy,
  link,
});
const denyUnread = (resource: string, detail: string) =>
  unread(
    "deny-policies",
    resource,
    detail,
    "Whoever runs this needs iam.denypolicies.list there (roles/iam.denyReviewer)",
    DENY_LINK,
  );
const boundaryUnread = (detail: string) =>
  unread(
    "access-boundaries",
    GROUP,
    detail,
    "Whoever runs this needs searchPolicyBindings on these sets and iam.principalaccessboundarypolicies.get in the organization (roles/iam.principalAccessBoundaryViewer)",
    BOUNDARY_LINK,
  );
const serviceUnread = (detail: string) =>
  unread(
    "services",
    "aiplatform.googleapis.com",
    detail,
    "Whoever runs this needs serviceusage.services.get in acme-claude (roles/serviceusage.serviceUsageViewer)",
    SERVICE_LINK,
  );
const modelsUnread = (detail: string) =>
  unread(
    "models",
    MODELS.join(", "),
    detail,
    "Whoever runs this needs orgpolicy.policy.get on acme-claude (roles/orgpolicy.policyViewer), and orgpolicy.googleapis.com on in the project for quota",
    MODEL_LINK,
  );
const withoutModels = (more: CheckResult[]) => [...CLEAN_REPORT.slice(0, 2), ...more, ...CLEAN_REPORT.slice(4)];
const said = "not allowed (403): Permission 'x' denied on 'y'";
const refused = { status: 403, message: "Permission 'x' denied on 'y'" };

test("403 on the service", async () => {
  expect(await look({ [acme.SERVICE]: refused })).toEqual(
    except("services", "aiplatform.googleapis.com", serviceUnread(said)),
  );
});

test("403 and 404 on the model policy", async () => {
  expect(await look({ [acme.MODELS]: refused })).toEqual(withoutModels([modelsUnread(said)]));
  expect(await look({ [acme.MODELS]: { status: 404, message: "no such policy" } })).toEqual(
    withoutModels([modelsUnread("not found (404): no such policy")]),
  );
});

test.each([PROJECT, "folders/77", "folders/66", "organizations/55"])("403 on the deny policies of %s", async (at) => {
  expect(await look({ [acme.denyList(at)]: refused })).toEqual(except("deny-policies", at, denyUnread(at, said)));
});

test("403 and 404 on one deny policy", async () => {
  const answers = acme.withDeny("folders/77", {});
  const path = acme.denyPolicy("folders/77", "no-models");
  const expected = (detail: string) =>
    except(
      "deny-policies",
      "folders/77",
      unread(
        "deny-policies",
        "no-models at folders/77",
        detail,
        "Whoever runs this needs iam.denypolicies.get there (roles/iam.denyReviewer)",
        DENY_LINK,
      ),
    );
  expect(await look({ ...answers, [path]: refused })).toEqual(expected(said));
  expect(await look({ ...answers, [path]: { status: 404, message: "gone" } })).toEqual(
    expected("not found (404): gone"),
  );
});

test("403 on the bindings of a set, and on a boundary", async () => {
  expect(await look({ [acme.WORKSPACE]: refused })).toEqual(
    except(
      "access-boundaries",
      GROUP,
      boundaryUnread(`//iam.googleapis.com/locations/global/workspace/C01abcde2: ${said}`),
    ),
  );
  const answers = acme.withBoundary(acme.WORKSPACE, "elsewhere", []);
  expect(await look({ ...answers, [`${acme.BOUNDARY}/elsewhere`]: refused })).toEqual(
    except("access-boundaries", GROUP, boundaryUnread(`elsewhere: ${said}`)),
  );
});

test("403 on the project: its own deny policies are still read, by its id", async () => {
  const report = await look({
    "/v3/projects/acme-claude": refused,
    [acme.denyList("projects/acme-claude")]: { json: {} },
  });
  expect(report).toEqual([
    unread(
      "project",
      "projects/acme-claude",
      `projects/acme-claude and what is above it: ${said}`,
      "Whoever runs this needs resourcemanager.projects.get on projects/acme-claude (roles/browser)",
      PROJECT_LINK,
    ),
    ...CLEAN_REPORT.slice(1, 4),
    noDeny("projects/acme-claude"),
    boundaryUnread("no organization is known above the project, so that of these people is not known"),
  ]);
});

test("403 on a folder: what is below it, and it, are still read", async () => {
  expect(await look({ "/v3/folders/66": refused }, { principals: [GROUP, ACCOUNT] })).toEqual([
    unread(
      "project",
      "projects/acme-claude",
      `folders/66 and what is above it: ${said}`,
      "Whoever runs this needs resourcemanager.folders.get on folders/66 (roles/browser)",
      PROJECT_LINK,
    ),
    ...CLEAN_REPORT.slice(1, 7),
    boundaryUnread("no organization is known above the project, so that of these people is not known"),
    { ...boundaryUnread("what is above folders/66 is not known"), subject: ACCOUNT },
  ]);
});

test("403 on the organization: its directory is not known, its policies are", async () => {
  expect(await look({ "/v3/organizations/55": refused })).toEqual([
    unread(
      "project",
      "projects/acme-claude",
      `organizations/55: ${said}`,
      "Whoever runs this needs resourcemanager.organizations.get on organizations/55 (roles/browser)",
      PROJECT_LINK,
    ),
    ...CLEAN_REPORT.slice(1, -1),
    boundaryUnread("the directory of organizations/55 is not known"),
  ]);
});

test("429 and 503 once, then an answer", async () => {
  const [list, clean] = [acme.denyList("folders/77"), { json: {} }];
  const busy = { status: 429, message: "Quota exceeded", retryAfter: "0" };
  const down = { status: 503, message: "try again" };
  expect(await look({ [list]: [busy, clean], [acme.SERVICE]: [down, CLEAN[acme.SERVICE]].flat() as never })).toEqual(
    CLEAN_REPORT,
  );
  expect(google.requests.filter((one) => one === `GET ${list}`)).toHaveLength(2);
  expect(google.requests.filter((one) => one === `GET ${acme.SERVICE}`)).toHaveLength(2);
});

test("429 and 503 for ever", async () => {
  const list = acme.denyList("folders/77");
  const answers = {
    [list]: { status: 429, message: "Quota exceeded", retryAfter: "3600" },
    [acme.SERVICE]: { status: 503, message: "try again" },
  };
  expect(await look(answers, { deadlineMs: 1_200 })).toEqual(
    except(
      "deny-policies",
      "folders/77",
      denyUnread("folders/77", "too many requests, also after waiting (429): Quota exceeded"),
    ).map((one) =>
      one.check === "services" ? serviceUnread("not available, also after waiting (503): try again") : one,
    ),
  );
  expect(google.requests.filter((one) => one === `GET ${acme.SERVICE}`)).toHaveLength(3);
});

test("a server that says nothing until the deadline", async () => {
  const answers: Answers = {
    [acme.SERVICE]: "silent",
    [acme.denyList("organizations/55")]: "silent",
    [acme.WORKSPACE]: "silent",
  };
  const started = Date.now();
  expect(await look(answers, { deadlineMs: 1_000 })).toEqual([
    STANDS,
    serviceUnread("no answer within 1 s"),
    ...CLEAN_REPORT.slice(2, 7),
    denyUnread("organizations/55", "no answer within 1 s"),
    boundaryUnread("//iam.googleapis.com/locations/global/workspace/C01abcde2: no answer within 1 s"),
  ]);
  expect(Date.now() - started).toBeLessThan(4_000);
});

test("a connection that is cut off in the middle of an answer", async () => {
  const answers: Answers = { [acme.SERVICE]: "cut", [acme.denyList(PROJECT)]: "cut" };
  expect(await look(answers)).toEqual(
    except("deny-policies", PROJECT, denyUnread(PROJECT, "the connection failed (UND_ERR_SOCKET)")).map((one) =>
      one.check === "services" ? serviceUnread("the connection failed (UND_ERR_SOCKET)") : one,
    ),
  );
});

test("a principal whose boundaries nobody can name", async () => {
  const domain = "domain:acme.example";
  expect(await look({}, { principals: [domain] })).toEqual(
    except("access-boundaries", GROUP, { ...boundaryUnread("no set is known that holds it"), subject: domain }),
  );
});

test("an error of the server's own", async () => {
  const answers = { [acme.denyList(PROJECT)]: { status: 500, message: "Internal error" } };
  expect(await look(answers)).toEqual(
    except("deny-policies", PROJECT, denyUnread(PROJECT, "the API answered 500: Internal error")),
  );
});

test("an answer that is not JSON", async () => {
  expect(await look({ [acme.SERVICE]: "page", [acme.denyList(PROJECT)]: "page" })).toEqual(
    except("deny-policies", PROJECT, denyUnread(PROJECT, "the answer was not JSON")).map((one) =>
      one.check === "services" ? serviceUnread("the answer was not JSON") : one,
    ),
  );
});

test("nobody who answers", async () => {
  const nowhere = Object.fromEntries(Object.keys(google.endpoints).map((key) => [key, "http://127.0.0.1:1"]));
  const report = await look({}, { endpoints: nowhere });
  expect(report.map(({ state }) => state)).toEqual(Array(5).fill("could-not-check"));
});
