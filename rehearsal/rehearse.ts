import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { parse } from "yaml";
import { readClientSettingsOutput } from "../settings/client-settings-output";
import { deploy } from "./deploy";
import type { Changes, DeployEvent } from "./deploy-log";
import { prepareRehearsal } from "./prepare-rehearsal";
import { rehearsalEnvironment } from "./rehearsal-environment";
import { restoreTornStates } from "./restore-torn-states";
import { holdFolder } from "./running-lock";
import { SetupError } from "./setup-error";
import { type ProgressOutput, showProgress } from "./show-progress";
import { rehearsalSummary } from "./summary";
import { findTerraform } from "./terraform/find-terraform";
import { writeClients } from "./write-clients";

/** What `rehearse` needs of the world. */
export interface RehearseOptions {
  /** The checkout. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly output: ProgressOutput;
}

const DECLARATION = join("examples", "acme", "access.yaml");

/** Stand-ins that the example needs. */
const PROVIDERS = ["anthropic", "aws", "azapi", "azuread", "azurerm", "google"];

const declaredBackend = (file: string): string => {
  const declaration: unknown = parse(readFileSync(file, "utf8"));
  const { state } = Object(declaration) as { state?: object };
  return Object.keys(state ?? {})[0] ?? "local";
};

const documentsOf = (outputsFile: string) => {
  const read = readClientSettingsOutput(JSON.parse(readFileSync(outputsFile, "utf8")));
  if (!read.ok) throw new SetupError(`${outputsFile} is not what the stacks put out: ${read.problems.join("; ")}`);
  return read.documents;
};

/**
 * Folders of the rehearsal. `cdktf.out` is made anew every time: Terraform remembers in it where the stand-ins and the
 * state were, which is wrong once the checkout has moved. What a second rehearsal builds on is `state` and the cloud.
 */
const prepareFolders = (root: string) => {
  const directory = join(root, ".cache", "rehearsal");
  const folders = {
    directory,
    state: join(directory, "state"),
    outdir: join(directory, "cdktf.out"),
    outputsFile: join(directory, "outputs.json"),
    logFile: join(directory, "deploy.log"),
    clients: join(directory, "clients"),
  };
  mkdirSync(folders.state, { recursive: true });
  restoreTornStates(folders.state);
  return folders;
};

/**
 * Deploys `examples/acme` for real on stand-in providers, writes the files for the clients, and prints who can now use
 * what. A second time it finds that nothing changes. Throws a `SetupError` for what a reader can put right.
 */
export const rehearse = async ({ root, env, output }: RehearseOptions): Promise<void> => {
  const started = Date.now();
  const folders = prepareFolders(root);
  const free = holdFolder(folders.directory);
  const progress = showProgress(output, env);
  const changes: Record<string, Changes> = {};
  const onEvent = (event: DeployEvent) => {
    if (event.is === "applied") changes[event.stack] = event;
    progress.event(event);
  };
  try {
    progress.step("Looking for Terraform");
    const terraform = await findTerraform({ env, log: (line) => progress.note(line) });
    progress.step("Preparing stand-ins for the providers (a rehearsal: no cloud is called)");
    const standIns = await prepareRehearsal({ directory: folders.directory, providers: PROVIDERS });
    for (const old of [folders.outdir, folders.outputsFile]) rmSync(old, { recursive: true, force: true });
    progress.step(`Rehearsing: cdktf deploy of ${DECLARATION} with ${terraform.product} ${terraform.version}`);
    await deploy({
      ...{ root, outdir: folders.outdir, outputsFile: folders.outputsFile, logFile: folders.logFile, onEvent },
      env: rehearsalEnvironment(env, {
        ...standIns.env,
        CLAUDE_ACCESS_FILE: DECLARATION,
        CLAUDE_ACCESS_REHEARSAL_STATE: folders.state,
        TERRAFORM_BINARY_NAME: terraform.binary,
      }),
    });
    const documents = documentsOf(folders.outputsFile);
    writeClients(documents, folders.clients);
    progress.stop();
    const shown = (path: string) => relative(root, path);
    output.write(
      rehearsalSummary({
        declaration: DECLARATION,
        facts: documents.map(({ facts }) => facts),
        changes,
        backend: declaredBackend(join(root, DECLARATION)),
        stateFolder: shown(folders.state),
        clientsFolder: shown(folders.clients),
        logFile: shown(folders.logFile),
        seconds: (Date.now() - started) / 1000,
      }),
    );
  } finally {
    progress.stop();
    free();
  }
};
