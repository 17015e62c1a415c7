import { anthropicGoogleCloudSettings } from "../../settings/anthropic-google-cloud-settings";
import { clientSettingsOutput, readClientSettingsOutput } from "../../settings/client-settings-output";
import { renderDocuments } from "../../settings/emit/render-documents";
import type { AnthropicGoogleCloudFacts, GoogleSignIn, VertexFacts } from "../../settings/facts";
import { managedSettings, projectSettings, userSettings } from "../../settings/flavour";
import { vertexSettings } from "../../settings/vertex-settings";

const AUDIENCE =
  "//iam.googleapis.com/projects/123/locations/global/workloadIdentityPools/claude-gitlab/providers/gitlab";
const WORKFORCE = "//iam.googleapis.com/locations/global/workforcePools/acme-people/providers/okta";
const MODELS: VertexFacts["models"] = [
  { model: "claude-opus-4-8", family: "opus", target: "claude-opus-4-8" },
  { model: "claude-sonnet-4-5", family: "sonnet", target: "claude-sonnet-4-5@20250929", location: "global" },
  { model: "claude-haiku-5-5", family: "haiku", target: "claude-haiku-5-5" },
];
const PEOPLE: VertexFacts = {
  route: "vertex",
  organization: "acme",
  team: "research",
  entry: "gcp-eu",
  identity: "people",
  project: "acme-claude",
  members: ["group:research@acme.example"],
  region: "eu",
  models: MODELS,
  startFamily: "sonnet",
  signIn: { kind: "googleAccount" },
  quotaProject: "acme-claude",
};
const pipeline = (signIn: GoogleSignIn, more: Partial<VertexFacts> = {}): VertexFacts => {
  const { quotaProject, ...shared } = PEOPLE;
  return { ...shared, identity: "ci/nightly", members: ["principal://x"], signIn, ...more };
};
const GITLAB = pipeline({ kind: "federation", source: "GitLab CI", audience: AUDIENCE });
const ENVIRONMENT = {
  ANTHROPIC_DEFAULT_FABLE_MODEL: "claude-sonnet-4-5@20250929",
  ANTHROPIC_DEFAULT_HAIKU_MODEL: "claude-haiku-5-5",
  ANTHROPIC_DEFAULT_OPUS_MODEL: "claude-opus-4-8",
  ANTHROPIC_DEFAULT_SONNET_MODEL: "claude-sonnet-4-5@20250929",
};

test("people on Vertex AI are told project, region, a model's own location, all pins, and how to sign in again", () => {
  expect(vertexSettings(PEOPLE, { minimumVersion: "2.1.330", env: { DISABLE_AUTOUPDATER: "1" } })).toEqual({
    requiredMinimumVersion: "2.1.330",
    allowedProviders: ["vertex"],
    availableModelsMatch: "exact",
    gcpAuthRefresh:
      "gcloud auth application-default login && gcloud auth application-default set-quota-project acme-claude",
    model: "claude-sonnet-4-5@20250929",
    availableModels: ["claude-opus-4-8", "claude-sonnet-4-5@20250929", "claude-haiku-5-5"],
    enforceAvailableModels: true,
    env: {
      ...ENVIRONMENT,
      ANTHROPIC_VERTEX_PROJECT_ID: "acme-claude",
      CLAUDE_CODE_USE_VERTEX: "1",
      CLOUD_ML_REGION: "eu",
      DISABLE_AUTOUPDATER: "1",
      VERTEX_REGION_CLAUDE_4_5_SONNET: "global",
    },
  });
});

test("a pipeline and a workload are told no command and no credential, so that nothing shadows theirs", () => {
  const { gcpAuthRefresh, requiredMinimumVersion, ...rest } = vertexSettings(GITLAB, {});
  expect([gcpAuthRefresh, requiredMinimumVersion]).toEqual([undefined, undefined]);
  expect(vertexSettings(pipeline({ kind: "ambient", source: "GKE workload identity" }), {})).toEqual(rest);
  expect(Object.keys(managedSettings(rest).env)).not.toContain("GOOGLE_APPLICATION_CREDENTIALS");
});

test("people without a quota project are told to name none, and those of a company's own sign-in its file", () => {
  const { quotaProject, ...without } = PEOPLE;
  expect(vertexSettings(without, {}).gcpAuthRefresh).toBe(
    "gcloud auth application-default login --disable-quota-project",
  );
  expect(vertexSettings({ ...without, signIn: { kind: "workforce", audience: WORKFORCE } }, {}).gcpAuthRefresh).toBe(
    'gcloud auth application-default login --login-config="$HOME"/.config/gcloud/claude-gcp-eu-research-login.json --disable-quota-project',
  );
});

test("a family without a model is mapped away from the client's own default", () => {
  const lacking = { ...PEOPLE, models: MODELS.slice(1) };
  expect(vertexSettings(lacking, {}).modelOverrides).toEqual({ "claude-opus-5-5": "claude-sonnet-4-5@20250929" });
  expect(vertexSettings(PEOPLE, {}).modelOverrides).toBeUndefined();
});

test("a wish for a variable that follows from the access is refused, also one for another location of a model", () => {
  for (const name of ["CLOUD_ML_REGION", "ANTHROPIC_VERTEX_PROJECT_ID", "VERTEX_REGION_CLAUDE_5_OPUS"]) {
    expect(() => vertexSettings(PEOPLE, { env: { [name]: "x" } })).toThrow(
      `The environment wished for clients sets ${name}, which follows from providers and models; remove it`,
    );
  }
});

const { region, models, ...SHARED } = PEOPLE;
const DIRECT: AnthropicGoogleCloudFacts = {
  ...SHARED,
  route: "anthropic-google-cloud",
  location: "global",
  workspace: "wrkspc_01AbCdEfGh",
  models: [{ model: "claude-sonnet-5", family: "sonnet", target: "claude-sonnet-5" }],
};

test("Claude on Google Cloud by Anthropic is told project, location and workspace, and no word that the client does not have", () => {
  expect(anthropicGoogleCloudSettings(DIRECT, { minimumVersion: "2.1.330" })).toEqual({
    requiredMinimumVersion: "2.1.330",
    availableModelsMatch: "exact",
    gcpAuthRefresh:
      "gcloud auth application-default login && gcloud auth application-default set-quota-project acme-claude",
    model: "claude-sonnet-5",
    availableModels: ["claude-sonnet-5"],
    enforceAvailableModels: true,
    env: {
      ...Object.fromEntries(Object.keys(ENVIRONMENT).map((name) => [name, "claude-sonnet-5"])),
      ANTHROPIC_GOOGLE_CLOUD_LOCATION: "global",
      ANTHROPIC_GOOGLE_CLOUD_PROJECT: "acme-claude",
      ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID: "wrkspc_01AbCdEfGh",
      CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD: "1",
    },
  });
});

test("a project document carries no command of a person, a user document no key of managed places", () => {
  const settings = vertexSettings(PEOPLE, { minimumVersion: "2.1.330" });
  expect(Object.keys(projectSettings(settings)).sort()).toEqual(["availableModels", "env", "model"]);
  expect(Object.keys(userSettings(settings)).sort()).toEqual(["availableModels", "env", "gcpAuthRefresh", "model"]);
});

const fileOf = (facts: VertexFacts | AnthropicGoogleCloudFacts, ending: string): string | undefined =>
  renderDocuments(facts, vertexSettings(PEOPLE, {})).find(({ path }) => path.endsWith(ending))?.value;

test("federation is configured by files that hold no secret: for a pipeline, through a service account, for people", () => {
  const configuration = {
    audience: AUDIENCE,
    credential_source: { file: "claude-google-token" },
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    token_url: "https://sts.googleapis.com/v1/token",
    type: "external_account",
  };
  expect(JSON.parse(fileOf(GITLAB, "/google-credentials.json") ?? "")).toEqual(configuration);
  const account = "bot@acme-claude.iam.gserviceaccount.com";
  expect(JSON.parse(fileOf({ ...GITLAB, serviceAccount: account }, "/google-credentials.json") ?? "")).toEqual({
    ...configuration,
    service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:generateAccessToken`,
  });
  const workforce: VertexFacts = { ...PEOPLE, signIn: { kind: "workforce", audience: WORKFORCE } };
  expect(JSON.parse(fileOf(workforce, "/claude-gcp-eu-research-login.json") ?? "")).toEqual({
    audience: WORKFORCE,
    auth_url: "https://auth.cloud.google/authorize",
    token_info_url: "https://sts.googleapis.com/v1/introspect",
    token_url: "https://sts.googleapis.com/v1/oauthtoken",
    type: "external_account_authorized_user_login_config",
  });
  const github = pipeline({ kind: "federation", source: "GitHub Actions", audience: AUDIENCE });
  expect(fileOf(github, "/google-credentials.json")).toBeUndefined();
  expect(fileOf(github, "/README.md")).toContain(
    'workload_identity_provider: "projects/123/locations/global/workloadIdentityPools/claude-gitlab/providers/gitlab"',
  );
});

test("what the output of an apply says of Google identities is read back as it was, and nothing else is", () => {
  const settings = vertexSettings(PEOPLE, {});
  const output = clientSettingsOutput([
    { facts: PEOPLE, settings },
    { facts: { ...DIRECT, entry: "direct", team: "pilots" }, settings: anthropicGoogleCloudSettings(DIRECT, {}) },
  ]);
  const read = readClientSettingsOutput(JSON.parse(JSON.stringify(output)));
  expect(read.ok && read.documents.map(({ facts }) => facts.route)).toEqual(["anthropic-google-cloud", "vertex"]);
  const spoilt = (change: object) =>
    readClientSettingsOutput({
      schemaVersion: 1,
      teams: { research: { people: { facts: { ...PEOPLE, ...change }, settings } } },
    });
  const problem = (text: string) => ({
    ok: false,
    problems: [`client_settings: research, people is not a document of this tool: ${text}`],
  });
  expect(spoilt({ route: "elsewhere" })).toEqual(
    problem(
      "facts.route is not one of bedrock, mantle, anthropic-aws-key, anthropic-aws, vertex, foundry, anthropic-google-cloud, cl...",
    ),
  );
  expect(spoilt({ members: [] })).toEqual(problem("facts.members is not a list of texts"));
  expect(spoilt({ signIn: { kind: "workforce" } })).toEqual(problem("facts.signIn.audience is not a text"));
  expect(spoilt({ signIn: { kind: "identityCenter" } })).toEqual(
    problem("facts.signIn.kind is not one of googleAccount, workforce, federation, ambient"),
  );
});
