import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ClientDocument, readClientSettingsOutput } from "../../../settings/client-settings-output";
import { renderDocuments } from "../../../settings/emit/render-documents";
import { managedSettings } from "../../../settings/flavour";
import { FEDERATION_VARIABLES } from "../../../settings/live-variables";
import { synthDeclaration } from "../../helpers/synth-declaration";
import { exchangedToken, startAnthropic } from "./support/anthropic";
import { runClient } from "./support/run-client";
import { startCloud } from "./support/start-cloud";

const ORGANIZATION = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const YAML = `organization: acme
models: { everyday: { sonnet: claude-sonnet-5 } }
providers:
  enterprise: { route: claude-ai, organization: ${ORGANIZATION} }
  machines:
    route: console
    organization: ${ORGANIZATION}
    federation: { rules: { payments/ci/deploy: { rule: fdrl_0123, serviceAccount: svac_0123 } } }
  gateway: { route: gateway, baseUrl: https://llm.acme.example/claude, token: { variable: ANTHROPIC_AUTH_TOKEN } }
teams:
  payments:
    uses: [enterprise, machines, gateway]
    models: everyday
    people: all
    ci: { deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, branch: main } } }
clients: { minimumVersion: 2.1.330, deliver: managed }
`;
const QUIET = { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1", CLAUDE_CODE_MAX_RETRIES: "0" };
/** A helper of the person's own, or of a repository: it leaves a trace in its home folder, should it run. */
const OWN = { apiKeyHelper: 'touch "$HOME/ran"; echo own-key' };
const LOGIN = {
  ".claude/.credentials.json": JSON.stringify({
    claudeAiOauth: {
      accessToken: "ann",
      refreshToken: "refresh",
      expiresAt: 4_102_444_800_000,
      scopes: ["user:inference", "user:profile"],
      subscriptionType: "enterprise",
    },
  }),
};

let documents: readonly ClientDocument[];
beforeAll(() => {
  documents = Object.values(synthDeclaration(YAML)).flatMap(({ output }) => {
    const read = readClientSettingsOutput(output);
    if (!read.ok) throw new Error(read.problems.join("\n"));
    return read.documents;
  });
});

const federation = ({ settings }: ClientDocument): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings.env).filter(([name]) => (FEDERATION_VARIABLES as readonly string[]).includes(name)),
  );

/** The rendered managed document of an entry, beside a helper of somebody's own. */
const start = async (entry: string, place: "user" | "project", opened: boolean) => {
  const document = documents.find(({ facts }) => facts.entry === entry);
  if (document === undefined) throw new Error(`${entry} has no document`);
  const files = renderDocuments(document.facts, document.settings);
  const { apiKeyHelper, ...rest } = JSON.parse(
    files.find(({ path }) => path.endsWith("/managed-settings.json"))?.value ?? "{}",
  ) as Record<string, unknown>;
  const { calls, ...internet } = await startAnthropic({
    gateways: ["llm.acme.example"],
    organizations: { ann: ORGANIZATION },
  });
  let ran = false;
  try {
    const { exitCode } = await runClient({
      cloud: { ...internet, calls: [], stsCalls: [], ssoCalls: [] },
      settings: { managed: opened ? rest : { ...rest, apiKeyHelper }, [place]: OWN },
      env: { ...QUIET, ...federation(document), ...(entry === "gateway" && { ANTHROPIC_AUTH_TOKEN: "holder" }) },
      home: entry === "enterprise" ? LOGIN : { "../project/anthropic-identity-token": "job" },
      after: (home) => {
        ran = existsSync(join(home, "ran"));
      },
    });
    const sent = calls.filter(({ path }) => path.endsWith("/v1/messages")).map(({ bearer, key }) => [bearer, key]);
    return { closed: apiKeyHelper, exitCode, ran, sent };
  } finally {
    await internet.close();
  }
};

describe.each([
  ["enterprise", "ann", { exitCode: 1, sent: [] }],
  ["machines", exchangedToken("fdrl_0123", "job"), { exitCode: 0, sent: [["own-key", "own-key"]] }],
  ["gateway", "holder", { exitCode: 0, sent: [["holder", "own-key"]] }],
])("beside the managed document of %s", (entry, bearer, open) => {
  test.each(["user", "project"] as const)(
    "a helper in %s settings never runs, and the declared credential is the one that is sent",
    async (place) => {
      const sent = [[bearer, undefined]];
      expect(await start(entry, place, false)).toEqual({ closed: "", exitCode: 0, ran: false, sent });
    },
    60_000,
  );

  test("it would run and be sent, or lock the person out, were it not closed", async () => {
    expect(await start(entry, "user", true)).toEqual({ closed: "", ran: true, ...open });
  }, 60_000);
});

test.each([
  ["open", { env: {} }, true],
  ["closed", managedSettings({ env: {} }), false],
])(
  "on Bedrock a helper of one's own runs for nothing where it is %s, and the requests are signed all the same",
  async (_, document, runs) => {
    const role = {
      ...{ accessKeyId: "AKIALOOPBACKUSER0001", secretAccessKey: "user-secret", accountId: "111122223333" },
      principalArn: "arn:aws:iam::111122223333:user/dev",
    };
    const cloud = await startCloud({ credentials: [role] });
    let ran = false;
    try {
      const model = "eu.anthropic.claude-sonnet-5-5";
      const env = { ...document.env, CLAUDE_CODE_USE_BEDROCK: "1", AWS_REGION: "eu-central-1" };
      const { exitCode, calls } = await runClient({
        cloud,
        settings: { managed: { ...document, model, env }, user: OWN },
        env: { ...QUIET, AWS_ACCESS_KEY_ID: role.accessKeyId, AWS_SECRET_ACCESS_KEY: role.secretAccessKey },
        after: (home) => {
          ran = existsSync(join(home, "ran"));
        },
      });
      expect([exitCode, ran, [...new Set(calls.map(({ decision }) => decision))]]).toEqual([0, runs, ["allowed"]]);
    } finally {
      await cloud.close();
    }
  },
  60_000,
);
