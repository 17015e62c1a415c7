import { acmePreflight, CLEAN_REPORT, except, fine } from "./acme-preflight";
import * as acme from "./acme-world";
import { ACCOUNT, GROUP, PEOPLE, PIPELINE, PROJECT } from "./acme-world";

const { google, look } = acmePreflight();
const BOUNDARY_LINK = "https://docs.cloud.google.com/iam/docs/principal-access-boundary-policies";

const OUT = "//cloudresourcemanager.googleapis.com/folders/4711";
const ORGANIZATION = acme.ofResource("organizations/55");
const unseen = "whether its enforcement version covers the permission was not looked at";

test.each([
  `//cloudresourcemanager.googleapis.com/${PROJECT}`,
  "//cloudresourcemanager.googleapis.com/projects/acme-claude",
  "//cloudresourcemanager.googleapis.com/folders/66",
  "//cloudresourcemanager.googleapis.com/organizations/55",
])("a boundary that lists %s is fine", async (resource) => {
  expect(await look(acme.withBoundary(ORGANIZATION, "inside", [OUT, resource]))).toEqual(
    except(
      "access-boundaries",
      GROUP,
      fine("access-boundaries", GROUP, "projects/acme-claude is within reach by inside"),
    ),
  );
});

test.each([
  ["group", GROUP, acme.WORKSPACE],
  ["workforce pool", PEOPLE, acme.PEOPLE_POOL],
  ["workload identity pool", PIPELINE, acme.PIPELINE_POOL],
  ["service account", ACCOUNT, acme.ofResource(PROJECT)],
  ["service account, by a folder", ACCOUNT, acme.ofResource("folders/66")],
])("a boundary that leaves the project out blocks: %s", async (_, principal, path) => {
  expect(await look(acme.withBoundary(path, "elsewhere", [OUT]), { principals: [principal] })).toEqual([
    ...CLEAN_REPORT.slice(0, -1),
    {
      check: "access-boundaries",
      state: "blocked",
      subject: principal,
      detail: `projects/acme-claude is out of reach by elsewhere; ${unseen}`,
      remedy: "Ask whoever owns the boundary to add the project, or a folder above it, to its resources",
      link: BOUNDARY_LINK,
    },
  ]);
  expect(google.requests).toContain(`GET ${acme.BOUNDARY}/elsewhere`);
});

test("what one boundary lists is within reach, whatever another leaves out", async () => {
  const answers = {
    ...acme.withBoundary(ORGANIZATION, "elsewhere", [OUT]),
    ...acme.withBoundary(acme.WORKSPACE, "inside", [`//cloudresourcemanager.googleapis.com/${PROJECT}`]),
  };
  expect(await look(answers)).toEqual(
    except(
      "access-boundaries",
      GROUP,
      fine("access-boundaries", GROUP, "projects/acme-claude is within reach by inside"),
    ),
  );
});

test("a condition leaves it undecided, and is told", async () => {
  const condition = "principal.type == 'iam.googleapis.com/WorkspaceIdentity'";
  expect(await look(acme.withBoundary(ORGANIZATION, "elsewhere", [OUT], condition))).toEqual(
    except("access-boundaries", GROUP, {
      check: "access-boundaries",
      state: "undecided",
      subject: GROUP,
      detail: `projects/acme-claude may be out of reach by elsewhere (where ${condition}); ${unseen}`,
      remedy: "Find out whether it applies; if so, have the project, or a folder above it, added to its resources",
      link: BOUNDARY_LINK,
    }),
  );
});

test("three pages of bindings are all read", async () => {
  const page = (next?: string) => ({ json: { policyBindings: [], nextPageToken: next } });
  const last = acme.withBoundary(ORGANIZATION, "elsewhere", [OUT]);
  const report = await look({
    ...last,
    [ORGANIZATION]: page("page-2"),
    [`${ORGANIZATION}&pageToken=page-2`]: page("page-3"),
    [`${ORGANIZATION}&pageToken=page-3`]: last[ORGANIZATION] ?? [],
  });
  expect(report.at(-1)).toMatchObject({ state: "blocked", subject: GROUP });
});
