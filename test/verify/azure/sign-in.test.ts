import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { runInThisContext } from "node:vm";
import type { TokenCredential } from "@azure/identity";
import { clientChain } from "../../../verify/azure/client-chain";
import type { CheckResult } from "../../../verify/check-result";
import { acmePreflight, CLEAN_REPORT, credentialOf, fine, HOLDER, WHO } from "./acme-preflight";
import { OTHER_TENANT, PERSON, TENANT, tokenOf } from "./acme-world";

const { azure, look } = acmePreflight();
const shell = { ...process.env };
const MANAGED = "77777777-0000-4000-8000-000000000002";
const MANAGED_TOKEN = tokenOf({
  tid: TENANT,
  oid: MANAGED,
  idtyp: "app",
  xms_mirid: "/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/claude",
});
const SECRET = "canary-secret-of-the-endpoint";
const LINK = "https://learn.microsoft.com/en-us/azure/developer/javascript/sdk/authentication/credential-chains";
const ARM = "https://management.azure.com";
const MODELS = "https://cognitiveservices.azure.com";

/** The environment that commands get: Jest gives a test a copy of it. */
const outer = (runInThisContext("process") as NodeJS.Process).env;
const { PATH = "" } = outer;

let folder: string;
let identities: Server;
let asked: { readonly resource: string | null; readonly secret: string | undefined }[];
/** An endpoint of App Service, which gives tokens of managed identities over plain HTTP. */
beforeAll(async () => {
  identities = createServer((request, response) => {
    const resource = new URL(request.url ?? "", "http://127.0.0.1").searchParams.get("resource");
    asked.push({ resource, secret: request.headers["x-identity-header"] as string | undefined });
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        access_token: MANAGED_TOKEN,
        expires_on: String(Math.floor(Date.now() / 1_000) + 3_600),
        resource,
        token_type: "Bearer",
      }),
    );
  });
  await new Promise<void>((done) => identities.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  identities.closeAllConnections();
  await new Promise((done) => identities.close(done));
});
beforeEach(() => {
  asked = [];
  folder = mkdtempSync(join(tmpdir(), "az-"));
  for (const name of Object.keys(process.env))
    if (/^(AZURE_|IDENTITY_|IMDS_|MSI_)/.test(name)) delete process.env[name];
  outer.PATH = `${folder}${delimiter}/usr/bin${delimiter}/bin`;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  process.env = { ...shell };
  outer.PATH = PATH;
});

/** A stand-in for the Azure CLI, which writes down how it is called. */
const az = (...lines: readonly string[]): void => {
  const file = join(folder, "az");
  writeFileSync(file, ["#!/bin/sh", `echo "$@" >> ${join(folder, "calls")}`, ...lines, ""].join("\n"));
  chmodSync(file, 0o755);
};
const prints = (claims: Readonly<Record<string, unknown>>): string =>
  `echo '${JSON.stringify({ accessToken: tokenOf(claims), expires_on: Math.floor(Date.now() / 1_000) + 3_600, tokenType: "Bearer" })}'`;
const callOf = (resource: string): string => `account get-access-token --output json --resource ${resource}`;
const appService = (): void => {
  process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${(identities.address() as AddressInfo).port}/msi/token`;
  process.env.IDENTITY_HEADER = SECRET;
};

const stopped = (detail: string, remedy: string): CheckResult => ({
  check: "identity",
  state: "could-not-check",
  subject: "who is signed in",
  detail,
  remedy,
  link: LINK,
});
const nobody = (detail: string): CheckResult =>
  stopped(
    `${detail}; nothing was looked at`,
    `Sign in: az login --tenant ${TENANT}; or set up what the client would find`,
  );
const DEV = "no token from Azure CLI, Azure PowerShell, Azure Developer CLI";

test("the chain is the client's: in its order, and what AZURE_TOKEN_CREDENTIALS leaves of it", async () => {
  const names = async () => (await clientChain(1_000))?.names;
  const prod = ["environment variables", "managed identity"];
  const dev = ["Azure CLI", "Azure PowerShell", "Azure Developer CLI"];
  expect(await names()).toEqual([...prod, ...dev]);
  process.env.AZURE_FEDERATED_TOKEN_FILE = join(folder, "token");
  expect(await names()).toEqual(["environment variables", "workload identity", "managed identity", ...dev]);
  process.env.AZURE_TOKEN_CREDENTIALS = "dev";
  expect(await names()).toEqual(dev);
  process.env.AZURE_TOKEN_CREDENTIALS = " PROD ";
  expect(await names()).toEqual(["environment variables", "workload identity", "managed identity"]);
  process.env.AZURE_TOKEN_CREDENTIALS = "AzureCliCredential";
  expect(await names()).toBeUndefined();
});

test("a person is known by a token of the Azure CLI, asked for as the client asks", async () => {
  az(prints(HOLDER));
  process.env.AZURE_TOKEN_CREDENTIALS = "dev";
  expect(await look({}, { credential: undefined })).toEqual([
    fine("identity", "who is signed in", `${WHO} of tenant ${TENANT}, by Azure CLI`),
    ...CLEAN_REPORT.slice(1),
  ]);
  expect(readFileSync(join(folder, "calls"), "utf8").trim().split("\n")).toEqual([callOf(ARM), callOf(MODELS)]);
});

test("a managed identity goes before the Azure CLI, and is known for what it is", async () => {
  az(prints(HOLDER));
  appService();
  const report = await look({}, { credential: undefined });
  expect(report[0]).toEqual(
    fine("identity", "who is signed in", `managed identity ${MANAGED} of tenant ${TENANT}, by managed identity`),
  );
  expect(asked).toEqual([
    { resource: ARM, secret: SECRET },
    { resource: MODELS, secret: SECRET },
  ]);
  expect(JSON.stringify(report)).not.toContain(SECRET);
});

test("environment variables that lack a part are passed over, and an AZURE_TENANT_ID that is none", async () => {
  az(prints(HOLDER));
  appService();
  process.env.AZURE_TENANT_ID = "not a tenant!";
  process.env.AZURE_FEDERATED_TOKEN_FILE = join(folder, "token");
  expect((await look({}, { credential: undefined }))[0]?.detail).toMatch(/by managed identity$/);
});

test("with nobody signed in nothing is looked at, and the person is told how", async () => {
  process.env.AZURE_TOKEN_CREDENTIALS = "dev";
  outer.PATH = folder;
  expect(await look({}, { credential: undefined })).toEqual([nobody(DEV)]);
  expect(azure.requests).toEqual([]);
});

test.each([
  ["by Entra's number, where the library leaves it", "AADSTS70043: canary-refresh has expired", `${DEV} (AADSTS70043)`],
  ["as none, where the library has its own words", "AADSTS70043: canary-refresh has expired. Run az login", DEV],
])("a sign-in that ran out is told %s; nothing else that the CLI says is shown", async (_, words, detail) => {
  az(`echo 'ERROR: ${words}' >&2`, "exit 1");
  process.env.AZURE_TOKEN_CREDENTIALS = "dev";
  expect(await look({}, { credential: undefined })).toEqual([nobody(detail)]);
});

test("a CLI that says nothing does not hold the command up", async () => {
  az("exec sleep 5");
  process.env.AZURE_TOKEN_CREDENTIALS = "dev";
  const started = Date.now();
  expect(await look({}, { credential: undefined, deadlineMs: 200 })).toEqual([nobody("no answer within 0.2 s")]);
  expect(Date.now() - started).toBeLessThan(1_500);
});

test("refuses a value of AZURE_TOKEN_CREDENTIALS that stops the client", async () => {
  process.env.AZURE_TOKEN_CREDENTIALS = "AzureCliCredential";
  expect(await look({}, { credential: undefined })).toEqual([
    {
      check: "identity",
      state: "blocked",
      subject: "AZURE_TOKEN_CREDENTIALS",
      detail: "its value is neither dev nor prod: the client stops before it signs in; nothing was looked at",
      remedy:
        "Set it to dev (Azure CLI, PowerShell, Developer CLI) or prod (environment, workload, managed identity), or unset it",
      link: LINK,
    },
  ]);
});

const failing = (name: string, message: string): TokenCredential => ({
  getToken: async () => {
    throw Object.assign(new Error(message), { name });
  },
});

test("credentials that Entra refuses are told by its number, never by its words", async () => {
  const secret = failing("AuthenticationError", "invalid_client AADSTS7000215: canary-secret is wrong. AADSTS7000215");
  expect(await look({}, { credential: secret })).toEqual([
    nobody("Microsoft Entra refused the first credentials that are set up here (AADSTS7000215)"),
  ]);
  expect(await look({}, { credential: failing("Error", "canary-secret") })).toEqual([
    nobody("no token from the credentials given"),
  ]);
  expect(await look({}, { credential: { getToken: async () => null } })).toEqual([
    nobody("no token from the credentials given"),
  ]);
});

test("a token that does not say whose it is is told, and the rest is looked at", async () => {
  const report = await look({}, { credential: credentialOf(() => ({ aud: "x" })) });
  expect(report[0]).toEqual(
    stopped("the token from the credentials given does not say whose it is", "Sign in: az login"),
  );
  expect(report.slice(1)).toEqual(
    CLEAN_REPORT.slice(2).map((one) => (one.subject === WHO ? { ...one, subject: "who is signed in" } : one)),
  );
});

test("whoever gets no token for the models is told so", async () => {
  const credential: TokenCredential = {
    getToken: async (scope) => {
      if (String(scope).startsWith(MODELS)) throw new Error("AADSTS65001 canary");
      return { token: tokenOf(HOLDER), expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  };
  const report = await look({}, { credential });
  expect(report).toEqual([
    stopped(
      `${WHO} of tenant ${TENANT}, by the credentials given; no token for ${MODELS}/.default, which clients call with: no token from the credentials given (AADSTS65001)`,
      `Ask for it by hand: az account get-access-token --scope ${MODELS}/.default`,
    ),
    ...CLEAN_REPORT.slice(1),
  ]);
});

test("two tokens of two identities leave it undecided who calls models", async () => {
  const credential = credentialOf((scope) => (scope.startsWith(MODELS) ? { tid: OTHER_TENANT, oid: PERSON } : HOLDER));
  expect((await look({}, { credential }))[0]).toEqual({
    check: "identity",
    state: "undecided",
    subject: "who is signed in",
    detail: `${WHO} of tenant ${TENANT}, by the credentials given; a client here would call models as identity of unknown kind ${PERSON} of tenant ${OTHER_TENANT}, by the credentials given`,
    remedy: "Leave one way to sign in, or run this again where the first one was slow",
    link: LINK,
  });
});
