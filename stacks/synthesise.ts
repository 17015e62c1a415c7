import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { type BuildStacksProps, buildStacks, type DeclaredStack } from "./build-stacks";

/** Stacks that were built, or every problem that they have with themselves. */
export type Built =
  | { readonly stacks: readonly DeclaredStack[]; readonly app: App }
  | { readonly problems: readonly string[] };

/** Problems over all stacks; CDKTF's own validation stops at the first one. */
const problemsOf = (stacks: readonly DeclaredStack[]): string[] =>
  stacks.flatMap((stack) => stack.node.findAll().flatMap(({ node }) => node.validate()));

/**
 * Builds the stacks of a declaration in memory. CDKTF makes the folder at once.
 *
 * @param outdir @default what the `cdktf` command says
 */
export const build = (props: BuildStacksProps, outdir?: string): Built => {
  const app = outdir === undefined ? new App() : new App({ outdir });
  const stacks = buildStacks(app, props);
  const problems = problemsOf(stacks);
  return problems.length > 0 ? { problems } : { app, stacks };
};

/** Writes the Terraform JSON of built stacks, and beside each the record of where its resources were declared. */
export const write = ({ app, stacks }: Extract<Built, { app: App }>): void => {
  app.synth();
  for (const { node, provenance } of stacks) {
    const file = join(app.outdir, "stacks", node.id, "provenance.json");
    writeFileSync(file, `${JSON.stringify(provenance.toFile(node.id), null, 2)}\n`);
  }
};

/** Builds into a temporary folder, which is gone when `use` is done. */
export const buildForAMoment = <T>(props: BuildStacksProps, use: (built: Built) => T): T => {
  const outdir = mkdtempSync(join(tmpdir(), "claude-access-"));
  try {
    return use(build(props, outdir));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};
