import { runClient } from "./support/run-client";
import { startCloud } from "./support/start-cloud";

jest.setTimeout(120_000);
const known = {
  accessKeyId: "AKIALOOPBACK0000001",
  secretAccessKey: "secret-one",
  accountId: "111122223333",
  principalArn: "arn:aws:iam::111122223333:user/dev",
};

test("the client answers through a loopback Bedrock", async () => {
  const cloud = await startCloud({ credentials: [known] });
  const env = {
    CLAUDE_CODE_USE_BEDROCK: "1",
    AWS_REGION: "eu-central-1",
    ANTHROPIC_DEFAULT_OPUS_MODEL: "eu.anthropic.claude-opus-5-5",
    ANTHROPIC_DEFAULT_SONNET_MODEL: "eu.anthropic.claude-sonnet-5-5",
    ANTHROPIC_DEFAULT_HAIKU_MODEL: "eu.anthropic.claude-haiku-5-5",
  };
  const r = await runClient({
    cloud,
    settings: { managed: { env } },
    env: { AWS_ACCESS_KEY_ID: known.accessKeyId, AWS_SECRET_ACCESS_KEY: known.secretAccessKey },
  });
  console.log(
    r.exitCode,
    r.stdout,
    r.stderr,
    r.calls.map((c) => [c.action, c.resource, c.region, c.service, c.decision].join(" ")),
    cloud.refusedHosts,
    cloud.stsCalls,
  );
  await cloud.close();
});
