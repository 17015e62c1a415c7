import { CLIENT_ROUTES } from "../../catalog/client-routes";
import { findSettingsKey, SETTINGS_KEYS } from "../../catalog/client-settings";
import { CLIENT_VARIABLES } from "../../catalog/client-variables";
import { CLIENT_GATES, isAtLeast } from "../../catalog/client-versions";

const DAY = /^20\d\d-\d\d-\d\d$/;

test("every fact about the client says where and when it was read", () => {
  for (const { source, date } of [
    ...SETTINGS_KEYS,
    ...CLIENT_VARIABLES,
    ...CLIENT_ROUTES,
    ...Object.values(CLIENT_GATES),
  ]) {
    expect(source).not.toBe("");
    expect(date).toMatch(DAY);
  }
});

test("every variable and key stands in the catalog once", () => {
  for (const names of [CLIENT_VARIABLES.map(({ name }) => name), SETTINGS_KEYS.map(({ name }) => name)]) {
    expect(new Set(names).size).toBe(names.length);
  }
});

test("a variable whose empty value breaks other commands, or is a workload's credential, is never closed", () => {
  const open = CLIENT_VARIABLES.filter(({ closedBy }) => closedBy === undefined).map(({ name }) => name);
  expect(open).toEqual([
    "CLAUDE_CODE_PROVIDER_MANAGED_BY_HOST",
    "ANTHROPIC_UNIX_SOCKET",
    "CLAUDE_CODE_SKIP_ANTHROPIC_AWS_AUTH",
    "CLAUDE_CODE_SKIP_MANTLE_AUTH",
    "ANTHROPIC_CONFIG_DIR",
    "ANTHROPIC_SCOPE",
    "ANTHROPIC_SERVICE_ACCOUNT_ID",
    "ANTHROPIC_WORKSPACE_ID",
    "CLAUDE_CODE_API_KEY_HELPER_TTL_MS",
    "AWS_ACCESS_KEY_ID",
    "AWS_CONFIG_FILE",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_DEFAULT_PROFILE",
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AZURE_AUTHORITY_HOST",
    "AZURE_CLIENT_CERTIFICATE_PATH",
    "AZURE_CLIENT_ID",
    "AZURE_CLIENT_SECRET",
    "AZURE_FEDERATED_TOKEN_FILE",
    "AZURE_TENANT_ID",
    "AZURE_TOKEN_CREDENTIALS",
    "CLOUDSDK_CONFIG",
    "GCLOUD_PROJECT",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "GOOGLE_CLOUD_PROJECT",
    "ANTHROPIC_AWS_WORKSPACE_ID",
    "AWS_DEFAULT_REGION",
    "AWS_REGION",
  ]);
});

test.each([
  ["2.1.224", "2.1.224", true],
  ["2.1.225", "2.1.224", true],
  ["2.1.99", "2.1.224", false],
  ["2.10.0", "2.9.9", true],
  ["3.0.0", "2.9.9", true],
  ["1.9.9", "2.0.0", false],
])("version %s compared with %s: at least is %s", (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected);
});

test("a key that this tool never writes is unknown", () => {
  expect(findSettingsKey("otelHeadersHelper")).toBeUndefined();
  expect(findSettingsKey("allowedProviders")?.places).toBe("managed");
});

test("every route of the client is switched on by a variable that the catalog knows as one of a route", () => {
  const switches = CLIENT_VARIABLES.filter(({ role, closedBy }) => role === "route" && closedBy === "");
  expect(CLIENT_ROUTES.map(({ variable }) => variable).sort()).toEqual(switches.map(({ name }) => name).sort());
});
