import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App, TerraformStack } from "cdktf";
import { expectationsOf } from "../../cli/expectations";
import { loadDeclaration } from "../../declaration/load-declaration";
import type { Expectations } from "../../policies/expectations";
import { buildStacks } from "../../stacks/build-stacks";
import { type StackJson, synthApp } from "./synth";

type Loaded = Extract<ReturnType<typeof loadDeclaration>, { readonly ok: true }>;

/** Loads a declaration that has no mistakes. */
const load = (yaml: string): Loaded => {
  const folder = mkdtempSync(join(tmpdir(), "declared-"));
  try {
    const file = join(folder, "access.yaml");
    writeFileSync(file, yaml);
    const loaded = loadDeclaration({ file });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
    return loaded;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Builds every stack of a declaration into an app; files that it names hold one small XML document. */
const built = (yaml: string, app: App): readonly TerraformStack[] => {
  const { declaration, places } = load(yaml);
  return buildStacks(app, { declaration, places, readText: () => '<EntityDescriptor entityID="${x}"/>' });
};

/** What the declaration says of these stacks, as policies take it. */
export const declaredBy = (yaml: string, stacks: readonly string[]): Expectations => expectationsOf(load(yaml), stacks);

/** Terraform JSON of every stack of a declaration. */
export const synthDeclaration = (yaml: string): Record<string, StackJson> =>
  synthApp((app) => {
    built(yaml, app);
  });

/** Names of the stacks that each stack of a declaration is applied after, sorted. */
export const dependenciesOf = (yaml: string): Record<string, readonly string[]> => {
  const after: Record<string, readonly string[]> = {};
  synthApp((app) => {
    for (const { node, dependencies } of built(yaml, app))
      after[node.id] = dependencies.map((one) => one.node.id).sort();
  });
  return after;
};
