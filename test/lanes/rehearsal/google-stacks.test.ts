import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EVERY_GOOGLE_IDENTITY, EVERY_GOOGLE_STACK } from "../../helpers/every-google-identity";
import { TerraformRun } from "./terraform-run";

const EXAMPLE = readFileSync(join(__dirname, "../../../examples/vertex/access.yaml"), "utf8");
const WITH_WORKLOADS = `${EXAMPLE}    workloads:
      agent: { gke: { namespace: research, serviceAccount: claude } }
      job: { cloudRun: {} }
`;
const SHARED = "shared-acme-claude";
const OWN = "gcp-eu";

let terraform: TerraformRun;
beforeEach(async () => {
  terraform = await TerraformRun.start("google");
}, 60_000);
afterEach(() => terraform.stop());

const applied = async (yaml: string): Promise<void> => {
  terraform.synth(yaml);
  await terraform.apply(SHARED);
  await terraform.apply(OWN);
};

test("an apply of the example makes everything, a second plan finds nothing to do, a destroy leaves nothing", async () => {
  await applied(WITH_WORKLOADS);
  expect(await terraform.plan(SHARED)).toEqual({});
  expect(await terraform.plan(OWN)).toEqual({});
  const counted: Record<string, number> = {};
  for (const thing of terraform.things()) {
    const type = thing.split("/")[0] ?? "";
    counted[type] = (counted[type] ?? 0) + 1;
  }
  expect(counted).toEqual({
    google_iam_workload_identity_pool: 1,
    google_iam_workload_identity_pool_provider: 1,
    google_org_policy_policy: 1,
    google_project_iam_custom_role: 2,
    google_project_iam_member: 5,
    google_project_service: 6,
    google_service_account: 1,
  });
  for (const stack of [OWN, SHARED]) await terraform.terraform(stack, "destroy", "-no-color", "-auto-approve");
  expect(terraform.things()).toEqual([]);
}, 120_000);

test("without the project's number it is looked up, and a second plan knows it", async () => {
  await applied(EXAMPLE.replace(/ +projectNumber:.*\n/, ""));
  expect(await terraform.plan(OWN)).toEqual({});
}, 120_000);

test("another model changes the organization policy and the settings, and no grant", async () => {
  await applied(EXAMPLE);
  terraform.synth(EXAMPLE.replace("sonnet: claude-sonnet-5", "sonnet: claude-sonnet-5-5"));
  expect(await terraform.plan(SHARED)).toEqual({ "google_org_policy_policy.models": ["update"] });
  expect(await terraform.plan(OWN)).toEqual({});
}, 120_000);

test("a team that is renamed keeps its grants and its service accounts", async () => {
  await applied(WITH_WORKLOADS);
  terraform.synth(WITH_WORKLOADS.replace("  research:\n", "  science:\n    formerly: research\n"));
  expect(await terraform.plan(SHARED)).toEqual({});
  expect(await terraform.plan(OWN)).toEqual({});
}, 120_000);

test("the last pipeline of an issuer takes its pool away, and nothing else of the project", async () => {
  await applied(EXAMPLE);
  terraform.synth(EXAMPLE.slice(0, EXAMPLE.indexOf("    ci:")));
  expect(await terraform.plan(OWN)).toEqual({ "google_project_iam_member.research_ci_nightly": ["delete"] });
  expect(await terraform.plan(SHARED)).toEqual({
    "google_iam_workload_identity_pool.github": ["delete"],
    "google_iam_workload_identity_pool_provider.github": ["delete"],
    "google_project_service.sts-googleapis-com": ["delete"],
  });
}, 120_000);

test("every kind of identity, restriction and guard rail is applied, found again as it is, and destroyed", async () => {
  terraform.synth(EVERY_GOOGLE_IDENTITY);
  for (const stack of EVERY_GOOGLE_STACK) await terraform.apply(stack);
  expect(terraform.things().length).toBe(66);
  for (const stack of EVERY_GOOGLE_STACK) expect([stack, await terraform.plan(stack)]).toEqual([stack, {}]);
  const [project, ...others] = EVERY_GOOGLE_STACK;
  const destroy = (stack: string) => terraform.terraform(stack, "destroy", "-no-color", "-auto-approve");
  for (const stack of others.reverse()) await destroy(stack);
  await expect(destroy(project)).rejects.toThrow(/deletion_policy|prevent_destroy|PREVENT/);
  expect(terraform.things()).toEqual([expect.stringMatching(/^google_project\//)]);
}, 300_000);
