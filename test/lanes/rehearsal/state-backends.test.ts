import { StateServer } from "./state-server";
import { TerraformRun } from "./terraform-run";

jest.setTimeout(120_000);

const declare = (state: object) => `organization: acme
state: ${JSON.stringify(state)}
models: { frugal: { sonnet: claude-sonnet-4-6 } }
providers: { aws-eu: { route: bedrock, account: "111122223333", region: eu-central-1, geography: eu } }
teams:
  support: { uses: aws-eu, models: frugal, ci: { deploy: { gitlab: { project: acme/support, branch: main } } } }
`;

let terraform: TerraformRun;
let server: StateServer;
beforeEach(async () => {
  terraform = await TerraformRun.start();
  server = await StateServer.start();
});
afterEach(async () => {
  await server.stop();
  terraform.stop();
});

const STACKS = ["shared-111122223333", "aws-eu"] as const;
const init = () => terraform.terraform("aws-eu", "init", "-no-color", "-input=false");
/** What the server was asked, each once, sorted. */
const requested = (): string[] => [...new Set(server.requests)].sort();
/** Applies both stacks; returns what the server was asked. */
const applied = async (state: object): Promise<string[]> => {
  terraform.synth(declare(state), "as declared");
  for (const stack of STACKS) await terraform.apply(stack);
  return requested();
};

test("GitLab keeps each stack's state under its name, and locks it there", async () => {
  const place = "/api/v4/projects/1/terraform/state/claude";
  const address = `http://${server.host}${place}-{stack}`;
  const lock = { lock_address: `${address}/lock`, unlock_address: `${address}/lock` };
  const methods = { lock_method: "POST", unlock_method: "DELETE" };
  expect(await applied({ http: { address, ...lock, ...methods } })).toEqual([
    `DELETE ${place}-aws-eu/lock`,
    `DELETE ${place}-shared-111122223333/lock`,
    `GET ${place}-aws-eu`,
    `GET ${place}-shared-111122223333`,
    `POST ${place}-aws-eu`,
    `POST ${place}-aws-eu/lock`,
    `POST ${place}-shared-111122223333`,
    `POST ${place}-shared-111122223333/lock`,
  ]);
  expect([...server.states.keys()].sort()).toEqual([`${place}-aws-eu`, `${place}-shared-111122223333`]);
  expect(server.locks.size).toBe(0);
  expect(await terraform.plan("aws-eu")).toEqual({});
  server.locks.set(`${place}-aws-eu/lock`, JSON.stringify({ ID: "1", Who: "somebody else" }));
  await expect(terraform.apply("aws-eu")).rejects.toThrow(/HTTP remote state already locked: ID=1/);
});

test("another HTTP server keeps each stack's state behind the address, and locks it in the usual words", async () => {
  const address = `http://${server.host}/states/`;
  const place = "/states/claude-access%2Facme%2F";
  expect(await applied({ http: { address, lock_address: address, unlock_address: address } })).toEqual([
    `GET ${place}aws-eu`,
    `GET ${place}shared-111122223333`,
    `LOCK ${place}aws-eu`,
    `LOCK ${place}shared-111122223333`,
    `POST ${place}aws-eu`,
    `POST ${place}shared-111122223333`,
    `UNLOCK ${place}aws-eu`,
    `UNLOCK ${place}shared-111122223333`,
  ]);
  expect([...server.states.keys()].sort()).toEqual([`${place}aws-eu`, `${place}shared-111122223333`]);
});

test("Terraform takes S3's arguments with their blocks, assumes the role, and looks for the declared key", async () => {
  const url = `http://${server.host}`;
  const assume_role = { role_arn: "arn:aws:iam::111122223333:role/states", tags: { team: "platform" } };
  const local = { endpoints: { s3: url, sts: url }, use_path_style: true, region: "eu-central-1" };
  const trusting = { skip_credentials_validation: true, skip_requesting_account_id: true };
  const s3 = { bucket: "states", key: "platform/", assume_role, ...local, ...trusting };
  terraform.credentials = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", AWS_EC2_METADATA_DISABLED: "true" };
  terraform.synth(declare({ s3 }), "as declared");
  await init();
  expect(requested()).toEqual(["GET /states", "HEAD /states/platform/aws-eu.tfstate", "POST /"]);
});

test("Terraform takes Cloud Storage's arguments, and looks for the declared prefix", async () => {
  const gcs = { bucket: "states", storage_custom_endpoint: `http://${server.host}/storage/v1/` };
  terraform.credentials = { GOOGLE_OAUTH_ACCESS_TOKEN: "a" };
  terraform.synth(declare({ gcs }), "as declared");
  await expect(init()).rejects.toThrow(/storage/);
  expect(server.requests).toContain("GET /states/claude-access/acme/aws-eu/default.tfstate");
});

const nowhere = () => server.host.replace("127.0.0.1", "localhost");

test.each([
  [
    "azurerm",
    () => ({ azurerm: { storage_account_name: "states", container_name: "c", key: "x", metadata_host: nowhere() } }),
    /retrieving metadata from endpoint/,
  ],
  [
    "remote",
    () => ({ remote: { hostname: nowhere(), organization: "acme", workspaces: { name: "claude" } } }),
    /Failed to request discovery document/,
  ],
  [
    "cloud",
    () => ({ cloud: { hostname: nowhere(), workspaces: { name: "claude", project: "Platform" } } }),
    /Failed to request discovery document/,
  ],
])("Terraform takes the arguments of %s, and gets as far as its server", async (_kind, state, failure) => {
  terraform.credentials = { ARM_ACCESS_KEY: "eA==" };
  terraform.synth(declare(state()), "as declared");
  await expect(init()).rejects.toThrow(failure);
});

test("an argument that Terraform does not know is passed on, and Terraform says so", async () => {
  terraform.synth(declare({ gcs: { bucket: "states", nonsense: true } }), "as declared");
  await expect(init()).rejects.toThrow(/No argument or block type is named "nonsense"/);
});
