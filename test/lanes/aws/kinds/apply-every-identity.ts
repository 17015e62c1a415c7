import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDeclaration } from "../../../../declaration/load-declaration";
import { build, write } from "../../../../stacks/synthesise";
import { type RealTerraform, realTerraform } from "../local-aws/real-terraform";
import {
  createCluster,
  createGroup,
  createPolicy,
  createRole,
  identityCenterOf,
  organizationOf,
} from "../local-aws/seed";
import { type LocalAws, startLocalAws } from "../local-aws/start-local-aws";
import { everyIdentity, HOME, OTHER, SAML_METADATA } from "./every-identity";

/** Stacks in an order in which they can be applied, with their accounts. */
export const STACKS: Readonly<Record<string, string>> = {
  [`shared-${HOME}`]: HOME,
  [`shared-${OTHER}`]: OTHER,
  "aws-eu": HOME,
  "aws-ireland": HOME,
  "aws-okta": HOME,
  "aws-saml": HOME,
  "aws-us": OTHER,
};

/** Every kind of identity on a local AWS. */
export interface Kinds {
  readonly localAws: LocalAws;
  readonly folder: string;
  /** The declaration as it was synthesised first. */
  readonly declaration: string;
  /** Synthesises a declaration; stacks keep their state. */
  synth(declaration: string): void;
  terraform(stack: string): RealTerraform;
  /** Terraform JSON of a stack. */
  json(stack: string): {
    readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  };
  stop(): Promise<void>;
}

const US = ["ca-central-1", "ca-west-1", "us-east-1", "us-east-2", "us-west-2"];

const seed = async (localAws: LocalAws): Promise<void> => {
  const { identityStoreId } = await identityCenterOf(localAws, "eu-central-1");
  await createGroup(localAws, { region: "eu-central-1", identityStoreId, displayName: "claude-payments" });
  const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  await createPolicy(localAws, { account: HOME, name: "acme-boundary", document: everything });
  await createCluster(localAws, { account: HOME, region: "eu-central-1", name: "prod" });
  const trusted = { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" };
  await createRole(localAws, {
    account: HOME,
    name: "builder",
    trust: { Version: "2012-10-17", Statement: [trusted] },
  });
};

/** Starts a local AWS with what a company has before this tool comes, and synthesises every kind. Applies nothing yet. */
export const startKinds = async (): Promise<Kinds> => {
  const localAws = await startLocalAws({
    systemProfiles: [
      { id: "eu.anthropic.claude-opus-5-5", model: "anthropic.claude-opus-5-5", regions: ["eu-north-1", "eu-west-1"] },
      { id: "us.anthropic.claude-opus-4-8", model: "anthropic.claude-opus-4-8", regions: [...US, "us-west-1"] },
      { id: "us.anthropic.claude-sonnet-5", model: "anthropic.claude-sonnet-5", regions: US },
    ],
  });
  const folder = mkdtempSync(join(tmpdir(), "kinds-"));
  const stop = async () => {
    await localAws.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await seed(localAws);
    const declaration = everyIdentity(await organizationOf(localAws, HOME));
    const stackFolder = (stack: string) => join(folder, "out", "stacks", stack);
    const synth = (yaml: string) => {
      const file = join(folder, "access.yaml");
      writeFileSync(file, yaml);
      const loaded = loadDeclaration({ file });
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
      const built = build({ ...loaded, readText: () => SAML_METADATA }, join(folder, "out"));
      if ("problems" in built) throw new Error(built.problems.join("\n"));
      write(built);
    };
    synth(declaration);
    return {
      ...{ localAws, folder, declaration, synth, stop },
      terraform: (stack) => realTerraform({ directory: stackFolder(stack), localAws, account: STACKS[stack] ?? HOME }),
      json: (stack) => JSON.parse(readFileSync(join(stackFolder(stack), "cdk.tf.json"), "utf8")),
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
