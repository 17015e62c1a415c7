import { dirname, join } from "node:path";
import type { Mistake } from "../declaration/finding";
import type { Expectations } from "../policies/expectations";
import { type Finding, findingId } from "../policies/finding";
import type { DeclaredStack } from "../stacks/build-stacks";
import { buildForAMoment, write } from "../stacks/synthesise";
import { checkPlans } from "./check-plans";
import { checkSynth } from "./check-synth";
import { EXIT } from "./exit-codes";
import { expectationsOf } from "./expectations";
import { type LoadedFile, loadOrPrint } from "./load";
import { openQuestions } from "./open-questions";
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

const namesOf = (stacks: readonly DeclaredStack[]): string[] => stacks.map(({ node }) => node.id);

const checkDeclaration = (options: CheckOptions): number => {
  const loaded = loadOrPrint(options.declaration);
  if (loaded === undefined) return EXIT.unusable;
  return buildForAMoment(loaded, (built) => {
    if ("problems" in built) {
      printProblems(built.problems);
      return EXIT.violated;
    }
    write(built);
    const { asOf } = options;
    const accepted = options.accepted ?? join(dirname(loaded.file), ACCEPTED);
    const expectations = expectationsOf(loaded, namesOf(built.stacks));
    const { findings: declared, notes } = openQuestions(loaded);
    const findings = checkSynth({ outdir: built.app.outdir, accepted, asOf, expectations, declared });
    return report(findings, notes, options.format);
  });
};

/** What plans are judged against: the declaration that was given, if one was; the exit code where it cannot be used. */
const expectationsFor = (declaration: string | undefined): { readonly expectations?: Expectations } | number => {
  if (declaration === undefined) return {};
  const loaded = loadOrPrint(declaration);
  return loaded === undefined ? EXIT.unusable : expectationsOfBuilt(loaded);
};

const expectationsOfBuilt = (loaded: LoadedFile): { readonly expectations: Expectations } | number =>
  buildForAMoment(loaded, (built) => {
    if (!("problems" in built)) return { expectations: expectationsOf(loaded, namesOf(built.stacks)) };
    printProblems(built.problems);
    return EXIT.violated;
  });

const checkGivenPlans = (options: CheckOptions, plans: readonly string[]): number => {
  const { declaration, accepted = declaration === undefined ? ACCEPTED : join(dirname(declaration), ACCEPTED) } =
    options;
  const given = expectationsFor(declaration);
  if (typeof given === "number") return given;
  const checked = checkPlans({ plans, accepted, asOf: options.asOf, ...given });
  if ("findings" in checked) return report(checked.findings, [], options.format);
  printProblems(checked.problems);
  return "unchecked" in checked ? EXIT.unchecked : EXIT.unusable;
};

/** Judges plans, against the declaration where one is given, or the declaration's own stacks where no plan is. */
export const check = (options: CheckOptions): number => {
  if (options.asOf !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.asOf)) {
    printProblems([`--as-of ${options.asOf} is no day; write YYYY-MM-DD`]);
    return EXIT.unusable;
  }
  return options.plan === undefined ? checkDeclaration(options) : checkGivenPlans(options, options.plan);
};
