import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gaxios, OAuth2Client } from "google-auth-library";
import type { CheckResult } from "../../../verify/check-result";
import { preflightGoogle } from "../../../verify/google/preflight-google";
import { type Answers, FakeGoogle } from "./fake-google";

const google = new FakeGoogle();
const shell = { ...process.env };
let folder: string;
beforeAll(() => google.start());
afterAll(() => google.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "adc-"));
  delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
  process.env.CLOUDSDK_CONFIG = folder;
  process.env.METADATA_SERVER_DETECTION = "none";
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  process.env = { ...shell };
});

const stopped = (detail: string): CheckResult[] => [
  {
    check: "credentials",
    state: "could-not-check",
    subject: "Application Default Credentials",
    detail: `${detail}; nothing was looked at`,
    remedy: "Sign in (gcloud auth application-default login), or set GOOGLE_APPLICATION_CREDENTIALS to a file of them",
    link: "https://docs.cloud.google.com/docs/authentication/provide-credentials-adc",
  },
];
const ask = { project: "acme-claude", principals: [], deadlineMs: 400 };

/** Credentials of a person that must be renewed first. */
const expired = (answers: Answers) => {
  google.play(answers);
  const auth = new OAuth2Client({
    clientId: "client",
    clientSecret: "canary-secret",
    transporter: new gaxios.Gaxios({ fetchImplementation: fetch }),
    endpoints: { oauth2TokenUrl: `${google.address}/token` },
  });
  auth.setCredentials({ refresh_token: "canary-refresh-token" });
  return preflightGoogle({ ...ask, auth, endpoints: google.endpoints });
};

test("without credentials nothing is looked at, and the person is told how to sign in", async () => {
  google.play({});
  const results = await preflightGoogle({ ...ask, deadlineMs: 5_000, endpoints: google.endpoints });
  expect(results).toEqual(stopped("there are none, or they cannot be used"));
  expect(google.requests).toEqual([]);
});

test("a file that is no credentials is none", async () => {
  process.env.GOOGLE_APPLICATION_CREDENTIALS = join(folder, "adc.json");
  writeFileSync(join(folder, "adc.json"), '{"type": "canary"}');
  const results = await preflightGoogle({ ...ask, deadlineMs: 5_000, endpoints: google.endpoints });
  expect(results).toEqual(stopped("there are none, or they cannot be used"));
});

test("credentials that are no longer accepted are told without showing them", async () => {
  const results = await expired({ "/token": { status: 400, message: "invalid_grant canary-refresh-token" } });
  expect(results).toEqual(stopped("the credentials could not be renewed (400); sign in again"));
  expect(google.requests).toEqual(["POST /token"]);
});

test("a token service that says nothing does not hold the command up", async () => {
  expect(await expired({ "/token": "silent" })).toEqual(stopped("no answer within 0.4 s"));
});
