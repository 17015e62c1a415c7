import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadDeclaration } from "../../../../declaration/load-declaration";
import { build, write } from "../../../../stacks/synthesise";
import { type RealTerraform, realTerraform } from "../local-aws/real-terraform";
import { createCluster, createGroup, createPolicy, identityCenterOf } from "../local-aws/seed";
import { type LocalAws, startLocalAws } from "../local-aws/start-local-aws";

/** Accounts of `examples/acme`. */
export const EU_ACCOUNT = "111122223333";
export const US_ACCOUNT = "444455556666";
const CENTER_REGION = "eu-central-1";

/** Stacks of `examples/acme`, in an order in which they can be applied, with their accounts. */
export const STACKS = {
  [`shared-${EU_ACCOUNT}`]: EU_ACCOUNT,
  [`shared-${US_ACCOUNT}`]: US_ACCOUNT,
  "aws-eu": EU_ACCOUNT,
  "aws-us": US_ACCOUNT,
} as const;

/** `examples/acme`, applied by the real provider. */
export interface AppliedAcme {
  readonly localAws: LocalAws;
  readonly center: { readonly region: string; readonly instanceArn: string };
  /** Display names of the groups of people, by id. */
  readonly groups: ReadonlyMap<string, string>;
  /** By name of the stack. */
  readonly stacks: ReadonlyMap<string, RealTerraform>;
  /** Ends the emulators and deletes the folder. */
  stop(): Promise<void>;
}

/** What Amazon offers in us-east-1, by hand from the fact sheet: application profiles are copied from it. */
const US = ["ca-central-1", "ca-west-1", "us-east-1", "us-east-2", "us-west-2"];
const OFFERED = {
  "anthropic.claude-opus-4-8": [...US, "us-west-1"],
  "anthropic.claude-sonnet-5": US,
  "anthropic.claude-haiku-4-5-20251001-v1:0": US.filter((region) => region !== "ca-west-1"),
};

/** What a company has before this tool comes: groups of people, a boundary, a cluster. */
const seed = async (localAws: LocalAws, identityStoreId: string): Promise<Map<string, string>> => {
  const groups = new Map<string, string>();
  for (const displayName of ["claude-payments", "claude-research", "claude-support"])
    groups.set(await createGroup(localAws, { region: CENTER_REGION, identityStoreId, displayName }), displayName);
  const Statement = [{ Effect: "Allow", Action: ["bedrock:*", "sts:*"], Resource: "*" }];
  const document = { Version: "2012-10-17", Statement };
  await createPolicy(localAws, { account: EU_ACCOUNT, name: "acme-boundary", document });
  await createCluster(localAws, { account: EU_ACCOUNT, region: "eu-central-1", name: "prod" });
  return groups;
};

const EXAMPLE = resolve(__dirname, "../../../../examples/acme/access.yaml");

/** The example as it is; the ids of its Identity Center become those of the emulator, which makes up its own. */
const synthesise = (outdir: string, center: { instanceArn: string; identityStoreId: string }): void => {
  const loaded = loadDeclaration({ file: EXAMPLE });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  const { declaration, places } = loaded;
  const built = build({ declaration, places, readText: () => "" }, outdir);
  if ("problems" in built) throw new Error(built.problems.join("\n"));
  write(built);
  const file = join(outdir, "stacks", "aws-us", "cdk.tf.json");
  const [instanceArn, identityStoreId] = ["arn:aws:sso:::instance/ssoins-6987c0ffee123456", "d-99c0ffee12"];
  const stack = readFileSync(file, "utf8");
  writeFileSync(
    file,
    stack.replaceAll(instanceArn, center.instanceArn).replaceAll(identityStoreId, center.identityStoreId),
  );
};

/** Applies every stack of `examples/acme` with the real provider on a new local AWS; about a minute. */
export async function applyAcme(): Promise<AppliedAcme> {
  const systemProfiles = Object.entries(OFFERED).map(([model, regions]) => ({ id: `us.${model}`, model, regions }));
  const localAws = await startLocalAws({ systemProfiles });
  const folder = mkdtempSync(join(tmpdir(), "acme-"));
  const stop = async () => {
    await localAws.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const center = await identityCenterOf(localAws, CENTER_REGION);
    const groups = await seed(localAws, center.identityStoreId);
    const outdir = join(folder, "out");
    synthesise(outdir, center);
    const stacks = new Map<string, RealTerraform>();
    for (const [name, account] of Object.entries(STACKS)) {
      const terraform = realTerraform({ directory: join(outdir, "stacks", name), localAws, account });
      await terraform.init();
      await terraform.apply();
      stacks.set(name, terraform);
    }
    const { instanceArn } = center;
    return { localAws, center: { region: CENTER_REGION, instanceArn }, groups, stacks, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
