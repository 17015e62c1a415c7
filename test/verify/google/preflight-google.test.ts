import { acmePreflight, CLEAN_REPORT, fine } from "./acme-preflight";
import * as acme from "./acme-world";
import { ACCOUNT, CLEAN, GROUP, NUMBER, PEOPLE, PIPELINE } from "./acme-world";
import { TOKEN } from "./fake-google";

const { google, look } = acmePreflight();

test("every check says that it is fine, for every kind of principal", async () => {
  expect(await look({}, { principals: [GROUP, PEOPLE, PIPELINE, ACCOUNT] })).toEqual([
    ...CLEAN_REPORT,
    fine("access-boundaries", PEOPLE, "no boundary"),
    fine("access-boundaries", PIPELINE, "no boundary"),
    fine("access-boundaries", ACCOUNT, "no boundary"),
  ]);
});

test("each thing is asked for once, in the words of the API's reference, with the credentials given", async () => {
  await look({}, { principals: [GROUP, PEOPLE, PIPELINE, ACCOUNT] });
  expect([...google.requests].sort()).toEqual(
    Object.keys(CLEAN)
      .map((path) => `GET ${path}`)
      .sort(),
  );
  expect(google.requests).toContain(
    `GET /v2/policies/cloudresourcemanager.googleapis.com%2Fprojects%2F${NUMBER}/denypolicies`,
  );
  expect(google.requests).toContain(
    "GET /v3/organizations/55/locations/global/policyBindings:searchTargetPolicyBindings?target=//iam.googleapis.com/locations/global/workspace/C01abcde2",
  );
  expect([...google.authorizations]).toEqual([`Bearer ${TOKEN}`]);
});

test("a service account of another project is looked up in that project", async () => {
  const other = "serviceAccount:nightly@acme-jobs.iam.gserviceaccount.com";
  const answers = {
    "/v3/projects/acme-jobs": { json: { name: "projects/99", projectId: "acme-jobs", parent: "organizations/55" } },
    [acme.ofResource("projects/99")]: { json: {} },
  };
  expect(await look(answers, { principals: [other] })).toEqual([
    ...CLEAN_REPORT.slice(0, -1),
    fine("access-boundaries", other, "no boundary"),
  ]);
});
