import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { App } from "cdktf";
import { declarationFile } from "./cli/declaration-file";
import { printFindings, printMistakes } from "./cli/print";
import { loadDeclaration } from "./declaration/load-declaration";
import { checkSynth } from "./policies/check-synth";
import { buildStacks, type DeclaredStack } from "./stacks/build-stacks";

const EXIT = { done: 0, violated: 1, unusable: 2 } as const;

/** Every problem that a construct found with itself, over all stacks; Terraform's own check stops at the first stack. */
const problemsOf = (stacks: readonly DeclaredStack[]): string[] =>
  stacks.flatMap((stack) => stack.node.findAll().flatMap(({ node }) => node.validate()));

const writeProvenance = (outdir: string, stacks: readonly DeclaredStack[]): void => {
  for (const { node, provenance } of stacks) {
    const file = join(outdir, "stacks", node.id, "provenance.json");
    writeFileSync(file, `${JSON.stringify(provenance.toFile(), null, 2)}\n`);
  }
};

/** Loads the declaration, builds and synthesises the stacks, judges the JSON; returns the exit code. */
const main = (): number => {
  const file = declarationFile(process.argv.slice(2), process.env);
  const loaded = loadDeclaration({ file });
  if (!loaded.ok) {
    printMistakes(loaded.mistakes);
    return EXIT.unusable;
  }
  const { declaration, places } = loaded;
  const app = new App();
  const folder = dirname(resolve(file));
  const readText = (path: string) => readFileSync(join(folder, path), "utf8");
  const rehearsalFolder = process.env.CLAUDE_ACCESS_REHEARSAL_STATE;
  const stacks = buildStacks(app, { declaration, places, readText, rehearsalFolder });
  const problems = problemsOf(stacks);
  if (problems.length > 0) {
    process.stderr.write(`${problems.map((problem) => `error: ${problem}`).join("\n")}\n`);
    return EXIT.violated;
  }
  app.synth();
  writeProvenance(app.outdir, stacks);
  const findings = checkSynth({ outdir: app.outdir, accepted: join(relative("", folder), "access.accepted.yaml") });
  printFindings(findings);
  return findings.some(({ state }) => state === "violated") ? EXIT.violated : EXIT.done;
};

process.exitCode = main();
