import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readSynth } from "../policies/read-synth";
import { runPolicies } from "../policies/run-policies";

type Named = Record<string, unknown>;

const TEAM = "payments";
const STACK = join(__dirname, "..", "test", "policies", "fixtures", "aws-eu.tf.json");

/** The synthesised stack of one team, widened to many: the same resources and settings under other names. */
const stackOf = (teams: number): string => {
  const one = JSON.parse(readFileSync(STACK, "utf8"));
  const names = Array.from({ length: teams }, (_, index) => `team-${index}`);
  const widen = (named: Named): Named => {
    const text = JSON.stringify(named);
    return Object.assign({}, ...names.map((name) => JSON.parse(text.replaceAll(TEAM, name))));
  };
  for (const type of Object.keys(one.resource)) one.resource[type] = widen(one.resource[type]);
  const { value } = one.output.client_settings;
  value.teams = widen(value.teams);
  return JSON.stringify(one, null, 2);
};

const timed = <T>(work: () => T): { result: T; ms: number } => {
  const start = performance.now();
  return { result: work(), ms: performance.now() - start };
};

const check = (text: string) => {
  const view = readSynth(text, { stack: "bench" });
  if ("failure" in view) throw new Error(view.failure);
  return { resources: view.resources.length, findings: runPolicies([view]).length };
};

const measure = (teams: number) => {
  const text = stackOf(teams);
  const parseMs = Math.min(...[1, 2, 3].map(() => timed(() => JSON.parse(text)).ms));
  const first = timed(() => check(text));
  const againMs = Math.min(...(teams > 1_000 ? [] : [1, 2, 3]).map(() => timed(() => check(text)).ms), first.ms);
  const ratio = (ms: number) => Number((ms / parseMs).toFixed(1));
  const megabytes = Math.round(text.length / 1e6);
  const times = { parseMs: Math.round(parseMs), checksMs: Math.round(first.ms) };
  return { teams, ...first.result, megabytes, ...times, firstRatio: ratio(first.ms), bestRatio: ratio(againMs) };
};

/** Prints the time of all checks (reading included) as a multiple of `JSON.parse` of the same text. */
console.table([10, 100, 1_000, 10_000].map(measure));
