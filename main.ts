import { dirname, join } from "node:path";
import { checkSynth } from "./cli/check-synth";
import { EXIT } from "./cli/exit-codes";
import { expectationsOf } from "./cli/expectations";
import { loadOrPrint } from "./cli/load";
import { openQuestions } from "./cli/open-questions";
import { printFindings, printProblems } from "./cli/print";
import { build, write } from "./stacks/synthesise";

/** The program behind `cdktf`: loads the declaration, synthesises its stacks, judges them; returns the exit code. */
const main = (): number => {
  const loaded = loadOrPrint();
  if (loaded === undefined) return EXIT.unusable;
  const built = build(loaded);
  if ("problems" in built) {
    printProblems(built.problems);
    return EXIT.violated;
  }
  write(built);
  const accepted = join(dirname(loaded.file), "access.accepted.yaml");
  const names = built.stacks.map(({ node }) => node.id);
  const expectations = expectationsOf(loaded, names);
  const { findings: declared } = openQuestions(loaded);
  const { open: findings } = checkSynth({ outdir: built.app.outdir, accepted, expectations, declared });
  printFindings(findings);
  return findings.some(({ state }) => state === "violated") ? EXIT.violated : EXIT.done;
};

process.exitCode = main();
