import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Expectations } from "../policies/expectations";
import { FORMATS, type Format } from "../policies/report/formats";
import type { Report } from "../policies/report/report";
import { textReport } from "../policies/report/text";
import { visibleText } from "../policies/report/visible-text";
import { RULES } from "../policies/rules/index";
import type { DeclaredStack } from "../stacks/build-stacks";
import { buildForAMoment, write } from "../stacks/synthesise";
import { checkPlans } from "./check-plans";
import { checkSynth } from "./check-synth";
import { EXIT } from "./exit-codes";
import { expectationsOf } from "./expectations";
import { type LoadedFile, loadOrPrint } from "./load";
import { openQuestions } from "./open-questions";
import { printProblems, reportColors } from "./print";
import { type WantedReport, wantedReports, writeReports } from "./write-reports";

const ACCEPTED = "access.accepted.yaml";

/** Arguments of `claude-access check`. */
export interface CheckOptions {
  readonly declaration?: string;
  readonly plan?: readonly string[];
  readonly source?: string;
  readonly accepted?: string;
  readonly asOf?: string;
  readonly format: Format;
  /** `FORMAT=FILE`, each. */
  readonly report?: readonly string[];
}

/** What was judged, as far as this command does not know it beforehand. */
type Judged = Pick<Report, "open" | "accepted" | "stacks" | "notes">;

/** Prints what was judged, and writes it where it is wanted; the exit code. */
const report = (judged: Judged, { format }: CheckOptions, wanted: readonly WantedReport[]): number => {
  const whole: Report = { ...judged, rules: RULES, folder: process.cwd() };
  process.stdout.write(format === "text" ? textReport(whole, reportColors()) : FORMATS[format](whole));
  const unwritten = writeReports(whole, wanted);
  printProblems(unwritten);
  if (unwritten.length > 0) return EXIT.unusable;
  return judged.open.length === 0 ? EXIT.done : EXIT.violated;
};

const namesOf = (stacks: readonly DeclaredStack[]): string[] => stacks.map(({ node }) => node.id);

const wantedOrPrint = (options: CheckOptions, inputs: readonly string[]): readonly WantedReport[] | undefined => {
  const wanted = wantedReports(options.report ?? [], inputs);
  if (!("problems" in wanted)) return wanted;
  printProblems(wanted.problems);
  return undefined;
};

const checkDeclaration = (options: CheckOptions): number => {
  const loaded = loadOrPrint(options.declaration);
  if (loaded === undefined) return EXIT.unusable;
  const accepted = options.accepted ?? join(dirname(loaded.file), ACCEPTED);
  const wanted = wantedOrPrint(options, [loaded.file, accepted]);
  if (wanted === undefined) return EXIT.unusable;
  return buildForAMoment(loaded, (built) => {
    if ("problems" in built) {
      printProblems(built.problems);
      return EXIT.violated;
    }
    write(built);
    const { asOf } = options;
    const expectations = expectationsOf(loaded, namesOf(built.stacks));
    const { findings: declared, notes } = openQuestions(loaded);
    const judged = checkSynth({ outdir: built.app.outdir, accepted, asOf, expectations, declared });
    const stacks = judged.stacks.map((name) => ({ name, file: loaded.file }));
    return report({ ...judged, stacks, notes }, options, wanted);
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
  const wanted = wantedOrPrint(options, [...plans, accepted, ...(declaration === undefined ? [] : [declaration])]);
  if (wanted === undefined) return EXIT.unusable;
  const given = expectationsFor(declaration);
  if (typeof given === "number") return given;
  const checked = checkPlans({ plans, accepted, asOf: options.asOf, source: options.source, ...given });
  if ("findings" in checked) {
    const { findings: open, accepted: taken, stacks } = checked;
    return report({ open, accepted: taken, stacks, notes: [] }, options, wanted);
  }
  printProblems(checked.problems.map(visibleText));
  return "unchecked" in checked ? EXIT.unchecked : EXIT.unusable;
};

/** Judges plans, against the declaration where one is given, or the declaration's own stacks where no plan is. */
export const check = (options: CheckOptions): number => {
  if (options.asOf !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.asOf)) {
    printProblems([`--as-of ${options.asOf} is no day; write YYYY-MM-DD`]);
    return EXIT.unusable;
  }
  const { plan, source } = options;
  if (source !== undefined && (plan === undefined || !existsSync(source))) {
    printProblems([plan === undefined ? "--source goes with --plan" : `--source ${source} is not there`]);
    return EXIT.unusable;
  }
  return plan === undefined ? checkDeclaration(options) : checkGivenPlans(options, plan);
};
