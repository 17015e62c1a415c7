import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "cdktf";
import { buildStacks, type DeclaredStack } from "../stacks/build-stacks";
import type { LoadedFile } from "./load";

/** Stacks that were built, or every problem that they have with themselves. */
export type Built =
  | { readonly stacks: readonly DeclaredStack[]; readonly app: App }
  | { readonly problems: readonly string[] };

/** Problems over all stacks; CDKTF's own validation stops at the first one. */
const problemsOf = (stacks: readonly DeclaredStack[]): string[] =>
  stacks.flatMap((stack) => stack.node.findAll().flatMap(({ node }) => node.validate()));

/** Builds the stacks of a declaration, without writing anything. */
export const build = (loaded: LoadedFile, outdir?: string): Built => {
  const app = outdir === undefined ? new App() : new App({ outdir });
  const rehearsalFolder = process.env.CLAUDE_ACCESS_REHEARSAL_STATE;
  const { declaration, places, readText } = loaded;
  const stacks = buildStacks(app, { declaration, places, readText, rehearsalFolder });
  const problems = problemsOf(stacks);
  return problems.length > 0 ? { problems } : { app, stacks };
};

/** Writes the Terraform JSON of built stacks, and beside each the record of where its resources were declared. */
export const write = ({ app, stacks }: Extract<Built, { app: App }>): void => {
  app.synth();
  for (const { node, provenance } of stacks) {
    const file = join(app.outdir, "stacks", node.id, "provenance.json");
    writeFileSync(file, `${JSON.stringify(provenance.toFile(), null, 2)}\n`);
  }
};
