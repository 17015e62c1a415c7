import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLIENT_VARIABLES } from "../../../catalog/client-variables";
import { loadDeclaration } from "../../../declaration/load-declaration";
import type { ClientDocument } from "../../../settings/client-settings-output";
import { renderDocuments } from "../../../settings/emit/render-documents";
import { environmentOf, managedSettings, projectSettings, userSettings } from "../../../settings/flavour";
import { buildForAMoment } from "../../../stacks/synthesise";
import { type Google, type GoogleOptions, startGoogle } from "./support/google";
import { type ClientResult, type ClientRun, runClient } from "./support/run-client";

jest.setTimeout(120_000);

const DECLARATION = `organization: acme
models:
  newest: { opus: claude-opus-4-8, sonnet: claude-sonnet-5, haiku: claude-haiku-5-5 }
  mixed: { opus: claude-opus-4-8, sonnet: claude-sonnet-4-5, haiku: claude-haiku-4-5 }
  small: { sonnet: claude-sonnet-5, haiku: claude-haiku-5-5 }
  one-opus: { opus: claude-opus-4-8 }
  one-sonnet: { sonnet: claude-sonnet-5 }
  one-haiku: { haiku: claude-haiku-5-5 }
providers:
  gcp-eu: { route: vertex, project: acme-claude, projectNumber: "123456789012", region: eu }
  gcp-accounts: { route: vertex, project: acme-accounts, projectNumber: "223456789012", region: global, federation: serviceAccount }
  gcp-mixed:
    route: vertex
    project: acme-mixed
    projectNumber: "323456789012"
    region: us
    modelRegions: { claude-haiku-4-5: us-east5, claude-sonnet-4-5: global }
    offered: { claude-haiku-4-5: [us-east5] }
  gcp-small: { route: vertex, project: acme-small, projectNumber: "423456789012", region: eu }
  gcp-one-opus: { route: vertex, project: acme-one-opus, projectNumber: "523456789012", region: eu }
  gcp-one-sonnet: { route: vertex, project: acme-one-sonnet, projectNumber: "623456789012", region: eu }
  gcp-one-haiku: { route: vertex, project: acme-one-haiku, projectNumber: "723456789012", region: eu }
  direct: { route: anthropic-google-cloud, project: acme-direct, projectNumber: "823456789012", workspace: wrkspc_01AbCdEfGh }
teams:
  pilots: { uses: direct, models: newest, people: { group: pilots@acme.example }, ci: { nightly: { gitlab: { project: acme/x, branch: main } } } }
  pilots-small: { uses: direct, models: small, ci: { nightly: { gitlab: { project: acme/y, branch: main } } } }
  research:
    uses: [gcp-eu, gcp-accounts]
    models: newest
    people: { group: research@acme.example }
    ci: { nightly: { gitlab: { project: acme/research, branch: main } } }
  mixed: { uses: gcp-mixed, models: mixed, ci: { nightly: { gitlab: { project: acme/mixed, branch: main } } } }
  small: { uses: gcp-small, models: small, ci: { nightly: { gitlab: { project: acme/small, branch: main } } } }
  one-opus: { uses: gcp-one-opus, models: one-opus, ci: { nightly: { gitlab: { project: acme/x, branch: main } } } }
  one-sonnet: { uses: gcp-one-sonnet, models: one-sonnet, ci: { nightly: { gitlab: { project: acme/x, branch: main } } } }
  one-haiku: { uses: gcp-one-haiku, models: one-haiku, ci: { nightly: { gitlab: { project: acme/x, branch: main } } } }
clients: { minimumVersion: 2.1.330, env: { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1" } }
`;
const TOKEN = "loopback.job.token";

/** Documents by `TEAM ENTRY IDENTITY`, and what each project's organization policy allows. */
const declared = (): { documents: ReadonlyMap<string, ClientDocument>; allowed: ReadonlyMap<string, string[]> } => {
  const folder = mkdtempSync(join(tmpdir(), "vertex-"));
  try {
    const file = join(folder, "access.yaml");
    writeFileSync(file, DECLARATION);
    const loaded = loadDeclaration({ file });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
    return buildForAMoment({ ...loaded, readText: () => "" }, (built) => {
      if ("problems" in built) throw new Error(built.problems.join("; "));
      const documents = built.stacks.flatMap((stack) =>
        "clientSettings" in stack ? Object.values(stack.clientSettings).flatMap((team) => Object.values(team)) : [],
      );
      const policies = built.stacks.flatMap((stack) => {
        const { resource = {} } = stack.toTerraform() as { resource?: Record<string, Record<string, Policy>> };
        return Object.values(resource.google_org_policy_policy ?? {});
      });
      return {
        documents: new Map(documents.map((one) => [nameOf(one), one])),
        allowed: new Map(
          policies.map(({ parent, spec }) => [
            parent.replace("projects/", ""),
            spec.rules.flatMap(({ values }) => values.allowed_values),
          ]),
        ),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
interface Policy {
  readonly parent: string;
  readonly spec: { readonly rules: readonly { readonly values: { readonly allowed_values: string[] } }[] };
}
const nameOf = ({ facts }: ClientDocument): string => `${facts.team} ${facts.entry} ${facts.identity}`;

const { documents, allowed } = declared();
const documentOf = (name: string): ClientDocument => {
  const found = documents.get(name);
  if (found === undefined) throw new Error(`${name} was not declared; there are ${[...documents.keys()].join(", ")}`);
  return found;
};

/** Models that pilots are told; their route has no restriction but the workspace's own. */
const PILOTS = ["claude-opus-4-8", "claude-sonnet-5", "claude-haiku-5-5"];

let google: Google | undefined;
afterEach(async () => {
  await google?.close();
  google = undefined;
});

/** Models that the organization policy of the project allows; IAM lets the identity in. */
const decide: GoogleOptions["decide"] = ({ project, model, workspace }) =>
  (workspace === "wrkspc_01AbCdEfGh" && PILOTS.includes(model)) ||
  allowed.get(project)?.includes(`publishers/anthropic/models/${model}:predict`) === true;

const start = async (run: Omit<ClientRun, "cloud">, options: Omit<GoogleOptions, "decide">): Promise<ClientResult> => {
  google = await startGoogle({ decide, ...options });
  const { vertexCalls, tokenCalls, ...internet } = google;
  return runClient({ cloud: { ...internet, calls: [], stsCalls: [], ssoCalls: [] }, ...run });
};

/** A job that lies where its page says: the rendered configuration, and its token in the file that this names. */
const asPipeline = (
  document: ClientDocument,
  run: Omit<ClientRun, "cloud">,
  mayReadProject = document.facts.route === "anthropic-google-cloud",
): Promise<ClientResult> => {
  const { facts } = document;
  const onGoogle = facts.route === "vertex" || facts.route === "anthropic-google-cloud";
  if (!onGoogle || facts.signIn.kind !== "federation") throw new Error("no pipeline that is known by its token");
  const files = renderDocuments(facts, document.settings);
  const configuration = files.find(({ path }) => path.endsWith("/google-credentials.json"))?.value ?? "";
  return start(
    {
      ...run,
      env: { ...run.env, GOOGLE_APPLICATION_CREDENTIALS: "google-credentials.json" },
      prepare: (home) => {
        writeFileSync(join(home, "../project/google-credentials.json"), configuration);
        writeFileSync(join(home, "../project/claude-google-token"), TOKEN);
      },
    },
    {
      // As the role `claudeCodeProject` allows, which only this route's pipelines get.
      ...(mayReadProject ? { readableProject: { id: facts.project, number: "823456789012" } } : {}),
      exchange: { subjectToken: TOKEN, audience: facts.signIn.audience },
      ...(facts.serviceAccount === undefined ? {} : { serviceAccount: facts.serviceAccount }),
    },
  );
};

const summary = ({ exitCode }: ClientResult) => ({
  exitCode,
  decisions: [...new Set(google?.vertexCalls.map(({ decision }) => decision))],
  at: [...new Set(google?.vertexCalls.map(({ host, project, location }) => `${host} ${project} ${location}`))],
  conversed: google?.vertexCalls.filter(({ method }) => method === "streamRawPredict").map(({ model }) => model),
  foreignHosts: google?.refusedHosts,
});
const answered = (at: string, model: string) => ({
  exitCode: 0,
  decisions: ["allowed"],
  at: [at],
  conversed: [model],
  foreignHosts: [],
});
const EU = "aiplatform.eu.rep.googleapis.com acme-claude eu";

test.each([
  ["managed", managedSettings],
  ["user", userSettings],
  ["project", projectSettings],
] as const)(
  "the %s document of a pipeline starts without a refused call, in the right project and region",
  async (place, flavour) => {
    const document = documentOf("research gcp-eu ci/nightly");
    const run = await asPipeline(document, { settings: { [place]: flavour(document.settings) } });
    expect(summary(run)).toEqual(answered(EU, "claude-sonnet-5"));
    expect(google?.tokenCalls).toEqual(["sts: given"]);
  },
);

test("the environment alone does the same", async () => {
  const document = documentOf("research gcp-eu ci/nightly");
  const run = await asPipeline(document, { env: environmentOf(document.settings) });
  expect(summary(run)).toEqual(answered(EU, "claude-sonnet-5"));
});

test("a pipeline that acts through a service account gets that account's token", async () => {
  const document = documentOf("research gcp-accounts ci/nightly");
  const run = await asPipeline(document, { settings: { managed: managedSettings(document.settings) } });
  expect(summary(run)).toEqual(answered("aiplatform.googleapis.com acme-accounts global", "claude-sonnet-5"));
  expect(google?.tokenCalls).toEqual(["sts: given", "iamcredentials: given"]);
});

test("a person's own sign-in is used, and names the project for quota", async () => {
  const document = documentOf("research gcp-eu people");
  const adc = {
    type: "authorized_user",
    client_id: "loopback",
    client_secret: "loopback",
    refresh_token: "loopback-refresh",
    quota_project_id: "acme-claude",
  };
  const run = await start(
    {
      settings: { managed: managedSettings(document.settings) },
      home: { ".config/gcloud/application_default_credentials.json": JSON.stringify(adc) },
    },
    { refreshToken: "loopback-refresh" },
  );
  expect(summary(run)).toEqual(answered(EU, "claude-sonnet-5"));
  expect(new Set(google?.vertexCalls.map(({ quotaProject }) => quotaProject))).toEqual(new Set(["acme-claude"]));
});

test.each([
  ["opus", "aiplatform.us.rep.googleapis.com acme-mixed us", "claude-opus-4-8"],
  ["sonnet", "aiplatform.googleapis.com acme-mixed global", "claude-sonnet-4-5@20250929"],
  ["haiku", "us-east5-aiplatform.googleapis.com acme-mixed us-east5", "claude-haiku-4-5@20251001"],
])("the alias %s leads to its own location, %s", async (alias, at, model) => {
  const document = documentOf("mixed gcp-mixed ci/nightly");
  const managed = managedSettings(document.settings);
  const run = await asPipeline(document, { settings: { managed }, args: ["--model", alias] });
  const { exitCode, decisions, conversed } = summary(run);
  expect({ exitCode, decisions, conversed }).toEqual({ exitCode: 0, decisions: ["allowed"], conversed: [model] });
  const where = google?.vertexCalls.filter((call) => call.method === "streamRawPredict");
  expect(where?.map(({ host, project, location }) => `${host} ${project} ${location}`)).toEqual([at]);
});

test.each([
  ["managed", "small", "claude-sonnet-5"],
  ["user", "small", "claude-sonnet-5"],
  ["project", "small", "claude-sonnet-5"],
  ["user", "one-opus", "claude-opus-4-8"],
  ["user", "one-sonnet", "claude-sonnet-5"],
  ["user", "one-haiku", "claude-haiku-5-5"],
] as const)(
  "by its %s document the set of %s, which lacks a family, starts without a refused call",
  async (place, team, model) => {
    const document = documentOf(`${team} gcp-${team} ci/nightly`);
    const flavours = { managed: managedSettings, user: userSettings, project: projectSettings };
    const run = await asPipeline(document, { settings: { [place]: flavours[place](document.settings) } });
    expect(summary(run)).toEqual(answered(`aiplatform.eu.rep.googleapis.com acme-${team} eu`, model));
  },
);

/** What 2.1.330 asks for at a start when opus is pinned to a model of another family, and no file maps it away. */
const PROBES = [
  "claude-opus-4-1@20250805",
  "claude-opus-4-5@20251101",
  "claude-opus-4-6",
  "claude-opus-4-7",
  "claude-opus-4-8",
  "claude-opus-4@20250514",
  "claude-opus-5",
  "claude-opus-5-5",
  "claude-sonnet-4-5@20250929",
];

test("by the environment alone exactly the known probes are refused, and the conversation stays with a declared model", async () => {
  const document = documentOf("small gcp-small ci/nightly");
  const run = await asPipeline(document, { env: environmentOf(document.settings) });
  const refused = google?.vertexCalls.filter(({ decision }) => decision === "denied") ?? [];
  expect(refused.every(({ method }) => method === "rawPredict")).toBe(true);
  expect(refused.map(({ model }) => model).sort()).toEqual(PROBES);
  expect(summary(run)).toMatchObject({ exitCode: 0, conversed: ["claude-sonnet-5"], foreignHosts: [] });
});

describe.each(["pilots", "pilots-small"])("Claude on Google Cloud by Anthropic, for %s", (team) => {
  test.each([
    ["managed", managedSettings],
    ["user", userSettings],
    ["project", projectSettings],
  ] as const)(
    "by its %s document starts without a refused call, in the right project, location and workspace",
    async (place, flavour) => {
      const document = documentOf(`${team} direct ci/nightly`);
      const run = await asPipeline(document, { settings: { [place]: flavour(document.settings) } });
      expect(summary(run)).toEqual(answered("claude.googleapis.com acme-direct global", "claude-sonnet-5"));
      expect([...new Set(google?.vertexCalls.map(({ workspace }) => workspace))]).toEqual(["wrkspc_01AbCdEfGh"]);
    },
  );
});

test.each([
  ["research gcp-eu people", EU],
  ["pilots direct people", "claude.googleapis.com acme-direct global"],
])("%s need nothing but their own sign-in", async (name, at) => {
  const document = documentOf(name);
  const adc = {
    type: "authorized_user",
    client_id: "loopback",
    client_secret: "loopback",
    refresh_token: "loopback-refresh",
    quota_project_id: "project" in document.facts ? document.facts.project : "",
  };
  const run = await start(
    {
      settings: { managed: managedSettings(document.settings) },
      home: { ".config/gcloud/application_default_credentials.json": JSON.stringify(adc) },
    },
    { refreshToken: "loopback-refresh" },
  );
  expect(summary(run)).toEqual(answered(at, "claude-sonnet-5"));
});

test("a pipeline whose project's metadata it may not read cannot call Claude on Google Cloud by Anthropic", async () => {
  const document = documentOf("pilots direct ci/nightly");
  const run = await asPipeline(document, { settings: { managed: managedSettings(document.settings) } }, false);
  expect(run.exitCode).toBe(1);
  expect(google?.tokenCalls).toEqual(["sts: given", "projects: refused"]);
});

test("a wrong pin makes this lane fail: the call is refused, and the client gives up", async () => {
  const document = documentOf("research gcp-eu ci/nightly");
  const right = JSON.stringify(userSettings(document.settings));
  const user = JSON.parse(right.replaceAll("claude-sonnet-5", "claude-sonnet-4-6")) as object;
  const { exitCode, decisions } = summary(await asPipeline(document, { settings: { user } }));
  expect(exitCode).toBe(1);
  expect(decisions).toContain("denied");
});

test("under a hostile shell the managed document still leads to the granted model in the declared project", async () => {
  const document = documentOf("research gcp-eu ci/nightly");
  const foreign: Readonly<Record<string, string>> = {
    route: "1",
    endpoint: "https://evil.example.com",
    credential: "stolen-credential",
    model: "claude-opus-5-5",
    request: "{}",
    region: "us-east1",
    switch: "1",
  };
  const shell = CLIENT_VARIABLES.filter(({ closedBy }) => closedBy !== undefined);
  const env = {
    ...Object.fromEntries(shell.map(({ name, role }) => [name, foreign[role] ?? "1"])),
    ANTHROPIC_CUSTOM_HEADERS: "X-Evil: 1",
    CLAUDE_CODE_USE_VERTEX: "0",
    GOOGLE_CLOUD_PROJECT: "evil-project",
    GCLOUD_PROJECT: "evil-project",
  };
  const run = await asPipeline(document, { settings: { managed: managedSettings(document.settings) }, env });
  expect(summary(run)).toEqual(answered(EU, "claude-sonnet-5"));
});
