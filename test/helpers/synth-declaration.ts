import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDeclaration } from "../../declaration/load-declaration";
import { buildStacks } from "../../stacks/build-stacks";
import { type StackJson, synthApp } from "./synth";

/** Terraform JSON of every stack of a declaration; files that it names hold one small XML document. */
export const synthDeclaration = (yaml: string): Record<string, StackJson> => {
  const folder = mkdtempSync(join(tmpdir(), "declared-"));
  try {
    const file = join(folder, "access.yaml");
    writeFileSync(file, yaml);
    const loaded = loadDeclaration({ file });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
    const { declaration, places } = loaded;
    return synthApp((app) => {
      buildStacks(app, { declaration, places, readText: () => '<EntityDescriptor entityID="${x}"/>' });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
