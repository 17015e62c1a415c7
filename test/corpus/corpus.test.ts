import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPlan, readPlanSides } from "../../plans/read-plan";
import { type Finding, findingId } from "../../policies/finding";
import { RULES } from "../../policies/rules/index";
import { runPolicies } from "../../policies/run-policies";
import { known } from "../policies/support/case-table";
import { type CorpusCase, corpusCases, type Expected, planFileOf } from "./corpus-case";

const CASES = corpusCases();
const AS_OF = "2026-11-24";
const RULE_IDS = new Set(RULES.map(({ id }) => id));
/** Rules that compare a plan with a declaration: a foreign plan has none. */
const ASK_A_DECLARATION = [
  ...["aws/declared-place", "aws/no-undeclared-identity", "declared-identities", "declared-models"],
];

const ruleOf = (expected: string): string => expected.split("[")[0] ?? "";
const isOf = (finding: Finding, expected: string): boolean =>
  expected === finding.rule || expected === findingId(finding);

/** What is expected of the rules that there are, by the states in which it may be found. */
const claims = ({ findings, undecided = [], planned = [], alarms = [] }: Expected) => [
  ...findings.map((id) => ({ id, states: ["violated"] })),
  ...undecided.map((id) => ({ id, states: ["undecided"] })),
  ...[...planned.filter((id) => RULE_IDS.has(ruleOf(id))), ...alarms].map((id) => ({
    id,
    states: ["violated", "undecided"],
  })),
];

const findingsOf = (one: CorpusCase, rules = RULES): readonly Finding[] => {
  const views = one.stacks.map((stack) => {
    const text = readFileSync(planFileOf(one, stack), "utf8");
    return known(readPlan(text, stack === "." ? {} : { stack }));
  });
  return runPolicies(views, rules, { asOf: AS_OF });
};

/** What is found and not expected, or expected and not found, one line each. */
const differences = (one: CorpusCase): string[] => {
  const found = findingsOf(one);
  const expected = claims(one.expected);
  const lines = [
    ...found
      .filter((finding) => !expected.some(({ id, states }) => states.includes(finding.state) && isOf(finding, id)))
      .map((finding) => `found, not expected: ${finding.state} ${findingId(finding)}: ${finding.detail}`),
    ...expected
      .filter(({ id, states }) => !found.some((finding) => states.includes(finding.state) && isOf(finding, id)))
      .map(({ id, states }) =>
        one.expected.alarms?.includes(id)
          ? `no longer found, take it from alarms: ${id}`
          : `expected, not found: ${states.join(" or ")} ${id}`,
      ),
    ...(one.expected.missed ?? [])
      .filter((id) => found.some((finding) => isOf(finding, id)))
      .map((id) => `no longer missed, write it under findings: ${id}`),
  ];
  return lines.map((line) => `${one.name}: ${line}`);
};

test("every plan of the corpus is caught by exactly the rules that it breaks", () => {
  expect(CASES.flatMap(differences)).toEqual([]);
});

test("at least 60 bad plans are caught, at least 30 are good, and each says where it comes from and what it shows", () => {
  const caught = CASES.filter(({ name, expected }) => name.startsWith("bad/") && claims(expected).length > 0);
  const good = CASES.filter(({ name }) => name.startsWith("good/"));
  expect([caught.length >= 60, good.length >= 30]).toEqual([true, true]);
  const silent = CASES.filter(
    ({ expected: { source, explains } }) => source.length < 5 || !/^[A-Z].*\.$/.test(explains),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

test("every bad plan breaks something", () => {
  const harmless = CASES.filter(
    ({ name, expected: { findings, undecided = [], planned = [], missed = [] } }) =>
      name.startsWith("bad/") && [...findings, ...undecided, ...planned, ...missed].length === 0,
  );
  expect(harmless.map(({ name }) => name)).toEqual([]);
});

test("every rule that needs no declaration catches a bad plan", () => {
  const broken = new Set(
    CASES.filter(({ name }) => name.startsWith("bad/")).flatMap(({ expected }) =>
      claims(expected).map(({ id }) => ruleOf(id)),
    ),
  );
  const untried = [...RULE_IDS].filter((id) => !broken.has(id) && !ASK_A_DECLARATION.includes(id));
  expect(untried.sort()).toEqual([]);
});

test("rules that ask a declaration are there, and say nothing of a plan without one", () => {
  expect(ASK_A_DECLARATION.filter((id) => !RULE_IDS.has(id))).toEqual([]);
  const asked = RULES.filter(({ id }) => ASK_A_DECLARATION.includes(id));
  expect(CASES.flatMap((one) => findingsOf(one, asked))).toEqual([]);
});

test("every plan is read from both sides, and what was applied before stands on the one before", () => {
  const sides = CASES.flatMap((one) =>
    one.stacks.map((stack) => {
      const read = readPlanSides(readFileSync(planFileOf(one, stack), "utf8"));
      if ("failure" in read) throw new Error(`${one.name} ${read.failure}`);
      const existed = read.before.resources.some(({ mode }) => mode === "managed");
      return { name: one.name, existed, applied: existsSync(join(one.folder, "before")) };
    }),
  );
  expect(sides.filter(({ existed, applied }) => existed !== applied)).toEqual([]);
  expect(sides.filter(({ applied }) => applied).length).toBeGreaterThan(5);
});
