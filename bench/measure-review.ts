import { readFileSync } from "node:fs";
import { diffAccess } from "../access/diff-access";
import { diffMarkdown } from "../access/report/diff-markdown";
import { readPlan, readPlanSides } from "../plans/read-plan";
import { runPolicies } from "../policies/run-policies";

const check = (text: string): void => {
  const view = readPlan(text);
  if ("failure" in view) throw new Error(view.failure);
  runPolicies([view]);
};

const diff = (text: string): void => {
  const sides = readPlanSides(text);
  if ("failure" in sides) throw new Error(sides.failure);
  diffMarkdown(diffAccess([sides]));
};

const WORK: Readonly<Record<string, (text: string) => void>> = { parse: (text) => void JSON.parse(text), check, diff };

const [, , what = "times", file = ""] = process.argv;
const text = readFileSync(file, "utf8");

const timed = (work: (text: string) => void): number => {
  const start = performance.now();
  work(text);
  return performance.now() - start;
};

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** Median of the second half of many rounds, in which parsing, checks and diff come one after the other, so that noise meets all. */
const times = () => {
  const rounds = Array.from({ length: text.length > 20_000_000 ? 8 : 24 }, () => ({
    parse: timed(JSON.parse),
    check: timed(check),
    diff: timed(diff),
  }));
  const settled = (key: "parse" | "check" | "diff") =>
    median(rounds.slice(rounds.length / 2).map((round) => round[key]));
  return { megabytes: text.length / 1e6, parse: settled("parse"), check: settled("check"), diff: settled("diff") };
};

/** Heap of the parsed plan alone, in bytes; needs `--expose-gc`. */
const parsedBytes = (): number => {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const parsed: unknown = JSON.parse(text);
  globalThis.gc?.();
  const bytes = process.memoryUsage().heapUsed - before;
  return parsed === undefined ? 0 : bytes;
};

const peak = (work: (text: string) => void): number => {
  work(text);
  return process.resourceUsage().maxRSS * 1024;
};

const work = WORK[what];
const answer = work !== undefined ? peak(work) : what === "parsed" ? parsedBytes() : times();
process.stdout.write(JSON.stringify(answer));
