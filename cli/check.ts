import { dirname, join } from "node:path";
import type { Mistake } from "../declaration/finding";
import { type Finding, findingId } from "../policies/finding";
import { buildForAMoment, write } from "../stacks/synthesise";
import { checkPlans } from "./check-plans";
import { checkSynth } from "./check-synth";
import { EXIT } from "./exit-codes";
import { loadOrPrint } from "./load";
import { findingLines, mistakeLines, printProblems } from "./print";

const ACCEPTED = "access.accepted.yaml";

/** Arguments of `claude-access check`. */
export interface CheckOptions {
  readonly declaration?: string;
  readonly plan?: readonly string[];
  readonly accepted?: string;
  readonly asOf?: string;
  readonly format: "text" | "json";
}

const report = (findings: readonly Finding[], notes: readonly Mistake[], format: CheckOptions["format"]): number => {
  const clean = findings.length === 0;
  if (format === "json") {
    const json = {
      schemaVersion: 1,
      findings: findings.map((finding) => ({ id: findingId(finding), ...finding })),
      notes,
    };
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  } else {
    const lines = [...mistakeLines(notes), ...findingLines(findings)];
    const verdict = clean ? "No rule is broken." : `${findings.length} findings are open.`;
    process.stdout.write(`${[...lines, verdict].join("\n")}\n`);
  }
  return clean ? EXIT.done : EXIT.violated;
};

const checkDeclaration = (options: CheckOptions): number => {
  const loaded = loadOrPrint(options.declaration, options.asOf ?? new Date().toISOString().slice(0, 10));
  if (loaded === undefined) return EXIT.unusable;
  return buildForAMoment(loaded, (built) => {
    if ("problems" in built) {
      printProblems(built.problems);
      return EXIT.violated;
    }
    write(built);
    const { asOf } = options;
    const accepted = options.accepted ?? join(dirname(loaded.file), ACCEPTED);
    return report(checkSynth({ outdir: built.app.outdir, accepted, asOf }), loaded.notes, options.format);
  });
};

/** Judges plans, or the declaration's own stacks where no plan is given. */
export const check = (options: CheckOptions): number => {
  if (options.asOf !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.asOf)) {
    printProblems([`--as-of ${options.asOf} is no day; write YYYY-MM-DD`]);
    return EXIT.unusable;
  }
  if (options.plan === undefined) return checkDeclaration(options);
  const { declaration, accepted = declaration === undefined ? ACCEPTED : join(dirname(declaration), ACCEPTED) } =
    options;
  if (declaration !== undefined && loadOrPrint(declaration, options.asOf) === undefined) return EXIT.unusable;
  const checked = checkPlans({ plans: options.plan, accepted, asOf: options.asOf });
  if ("problems" in checked) {
    printProblems(checked.problems);
    return EXIT.unusable;
  }
  return report(checked.findings, [], options.format);
};
