import type { CheckResult } from "../../../verify/check-result";
import { acmePreflight, CLEAN_REPORT, except } from "./acme-preflight";
import * as acme from "./acme-world";
import { PROJECT } from "./acme-world";

const { look } = acmePreflight();
const SERVICE_LINK = "https://docs.cloud.google.com/service-usage/docs/enable-disable";
const MODEL_LINK = "https://docs.cloud.google.com/vertex-ai/generative-ai/docs/control-model-access";

test("a project that is being deleted blocks", async () => {
  const project = { name: PROJECT, projectId: "acme-claude", parent: "folders/77", state: "DELETE_REQUESTED" };
  expect(await look({ "/v3/projects/acme-claude": { json: project } })).toEqual(
    except("project", "projects/acme-claude", {
      check: "project",
      state: "blocked",
      subject: "projects/acme-claude",
      detail: "its state is DELETE_REQUESTED",
      remedy: "Bring it back: gcloud projects undelete acme-claude",
    }),
  );
});

test("a service of which no state is told is undecided", async () => {
  expect(await look({ [acme.SERVICE]: { json: {} } })).toEqual(
    except("services", "aiplatform.googleapis.com", {
      check: "services",
      state: "undecided",
      subject: "aiplatform.googleapis.com",
      detail: "in acme-claude its state is not told",
      remedy:
        "Apply the entry, which switches it on, or: gcloud services enable aiplatform.googleapis.com --project acme-claude",
      link: SERVICE_LINK,
    }),
  );
});

test("a service that is off blocks", async () => {
  expect(await look({ [acme.SERVICE]: { json: { state: "DISABLED" } } })).toEqual(
    except("services", "aiplatform.googleapis.com", {
      check: "services",
      state: "blocked",
      subject: "aiplatform.googleapis.com",
      detail: "off in acme-claude: every call is refused",
      remedy:
        "Apply the entry, which switches it on, or: gcloud services enable aiplatform.googleapis.com --project acme-claude",
      link: SERVICE_LINK,
    }),
  );
});

const remedy =
  "Ask whoever owns the organization policy vertexai.allowedModels to allow it, or declare models that are allowed";
const model = (subject: string, state: CheckResult["state"], detail: string): CheckResult => ({
  check: "models",
  state,
  subject,
  detail,
  remedy,
  link: MODEL_LINK,
});
const HAIKU = "publishers/anthropic/models/claude-haiku-4-5@20251001:predict";
const OPUS = "publishers/anthropic/models/claude-opus-4-8:predict";
const COUNTING = "publishers/anthropic/models/count-tokens:predict";
const [opus, haiku] = CLEAN_REPORT.filter(({ check }) => check === "models") as [CheckResult, CheckResult];
const counting = model(
  "counting tokens",
  "undecided",
  `vertexai.allowedModels lacks ${COUNTING}; whether counting tokens needs it is not documented`,
);

test.each<[string, unknown[], CheckResult[]]>([
  ["no rule", [], [opus, haiku]],
  ["all of them", [{ values: { allowedValues: [OPUS, `is:${HAIKU}`, COUNTING] } }], [opus, haiku]],
  ["all of them but counting tokens", [{ values: { allowedValues: [OPUS, HAIKU] } }], [opus, haiku, counting]],
  [
    "a list without one",
    [{ values: { allowedValues: [OPUS, COUNTING] } }],
    [opus, model("claude-haiku-4-5@20251001", "blocked", `vertexai.allowedModels does not allow ${HAIKU}`)],
  ],
  [
    "a list with the name without its version",
    [{ values: { allowedValues: [OPUS, COUNTING, "publishers/anthropic/models/claude-haiku-4-5:predict"] } }],
    [
      opus,
      model(
        "claude-haiku-4-5@20251001",
        "undecided",
        `vertexai.allowedModels allows publishers/anthropic/models/claude-haiku-4-5:predict, without the version; ${HAIKU} is not in it`,
      ),
    ],
  ],
  [
    "one denied",
    [{ values: { deniedValues: [HAIKU] } }],
    [opus, model("claude-haiku-4-5@20251001", "blocked", `vertexai.allowedModels denies ${HAIKU}`)],
  ],
  [
    "everything denied",
    [{ denyAll: true }],
    [
      model("claude-opus-4-8", "blocked", "vertexai.allowedModels denies every model"),
      model("claude-haiku-4-5@20251001", "blocked", "vertexai.allowedModels denies every model"),
    ],
  ],
  [
    "a value that nobody documents",
    [{ values: { allowedValues: [OPUS, COUNTING, "in:anthropic"] } }],
    [
      opus,
      model(
        "claude-haiku-4-5@20251001",
        "undecided",
        "vertexai.allowedModels says in:anthropic, which this version cannot read",
      ),
    ],
  ],
  [
    "a condition",
    [{ allowAll: true }, { denyAll: true, condition: { expression: "resource.matchTag('55/env', 'dev')" } }],
    [
      model("claude-opus-4-8", "undecided", "vertexai.allowedModels differs where resource.matchTag('55/env', 'dev')"),
      model(
        "claude-haiku-4-5@20251001",
        "undecided",
        "vertexai.allowedModels differs where resource.matchTag('55/env', 'dev')",
      ),
      counting,
    ],
  ],
])("the organization's model policy: %s", async (_, rules, expected) => {
  expect(await look({ [acme.MODELS]: { json: { spec: { rules } } } })).toEqual([
    ...CLEAN_REPORT.slice(0, 2),
    ...expected,
    ...CLEAN_REPORT.slice(4),
  ]);
});
