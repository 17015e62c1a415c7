import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App, TerraformStack } from "cdktf";
import { loadDeclaration } from "../../declaration/load-declaration";
import { buildStacks } from "../../stacks/build-stacks";
import { type StackJson, synthApp } from "./synth";

/** Builds every stack of a declaration into an app; files that it names hold one small XML document. */
const built = (yaml: string, app: App): readonly TerraformStack[] => {
  const folder = mkdtempSync(join(tmpdir(), "declared-"));
  try {
    const file = join(folder, "access.yaml");
    writeFileSync(file, yaml);
    const loaded = loadDeclaration({ file });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
    const { declaration, places } = loaded;
    return buildStacks(app, { declaration, places, readText: () => '<EntityDescriptor entityID="${x}"/>' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

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
