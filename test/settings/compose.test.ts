import { CLIENT_VARIABLES, OWNED_VARIABLES } from "../../catalog/client-variables";
import { composeEnvironment } from "../../settings/compose";

test("wishes stand beside what access needs", () => {
  expect(composeEnvironment({ AWS_REGION: "eu-central-1" }, { DISABLE_AUTOUPDATER: "1" })).toEqual({
    ok: true,
    env: { AWS_REGION: "eu-central-1", DISABLE_AUTOUPDATER: "1" },
  });
  expect(composeEnvironment({ AWS_REGION: "eu-central-1" })).toEqual({ ok: true, env: { AWS_REGION: "eu-central-1" } });
});

test("refuses a wish for an owned variable or for one that is set already", () => {
  const wished = { MINE: "2", ANTHROPIC_BASE_URL: "https://x.example", AWS_PROFILE: "p", FREE: "1" };
  expect(composeEnvironment({ MINE: "1" }, wished)).toEqual({
    ok: false,
    collisions: ["ANTHROPIC_BASE_URL", "AWS_PROFILE", "MINE"],
  });
});

test("how a request is made stays the organisation's to say; where it goes, as whom and with which model does not", () => {
  const free = CLIENT_VARIABLES.filter(({ name }) => !OWNED_VARIABLES.has(name)).map(({ name }) => name);
  expect(free).toEqual([
    "ANTHROPIC_BEDROCK_SERVICE_TIER",
    "ANTHROPIC_BETAS",
    "ANTHROPIC_CUSTOM_HEADERS",
    "CLAUDE_CODE_EXTRA_BODY",
  ]);
});
