import { xmlEntities } from "../../quoting/xml-entities";
import { type Finding, findingId } from "../finding";
import { subjectParts } from "../subject";
import type { Report } from "./report";
import { placeText } from "./text";
import { visibleText } from "./visible-text";

/** A text for XML 1.0, in an attribute or between tags: no character stands in it that XML refuses. */
const xml = (text: string): string => xmlEntities(visibleText(text));

interface Case {
  readonly suite: string;
  readonly rule: string;
  readonly open: readonly Finding[];
  readonly accepted: Report["accepted"];
}

const told = (finding: Finding): string[] => {
  const { state, detail, remedy, place } = finding;
  const where = place?.file === undefined ? [] : [`at ${placeText(place)}`];
  return [`${state}: ${findingId(finding)}`, detail, ...where, `to do: ${remedy}`];
};

const bodyOf = ({ open: [first, ...more], accepted }: Case): string[] => {
  if (first !== undefined) {
    const isViolated = [first, ...more].some(({ state }) => state === "violated");
    const head = more.length === 0 ? first.detail : `${more.length + 1} findings, the first: ${first.detail}`;
    const lines = [first, ...more].flatMap(told).map(xml);
    return [
      `      <failure type="${isViolated ? "violated" : "undecided"}" message="${xml(head)}">${lines.join("\n")}</failure>`,
    ];
  }
  if (accepted.length === 0) return [];
  const reasons = accepted.map(
    ({ finding, by }) => `${findingId(finding)} until ${by.until} by ${by.owner}: ${by.reason}`,
  );
  return [`      <skipped message="${xml(`accepted: ${reasons.join("; ")}`)}"/>`];
};

const caseText = (one: Case): string => {
  const body = bodyOf(one);
  const head = `    <testcase classname="${xml(one.suite)}" name="${xml(one.rule)}"`;
  return body.length === 0 ? `${head}/>` : [`${head}>`, ...body, "    </testcase>"].join("\n");
};

const counts = (cases: readonly Case[]): string => {
  const failures = cases.filter(({ open }) => open.length > 0).length;
  const skipped = cases.filter(({ open, accepted }) => open.length === 0 && accepted.length > 0).length;
  return `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
};

const suiteText = (name: string, cases: readonly Case[]): string =>
  [`  <testsuite name="${xml(name)}" ${counts(cases)}>`, ...cases.map(caseText), "  </testsuite>"].join("\n");

/** Suite of findings that are about no stack: of the declaration, and of acknowledgements. */
const BESIDES = "besides the stacks";

/** A test case for each rule in each stack, and for what else was found. */
const casesOf = ({ stacks, rules, open, accepted }: Report): Map<string, Case[]> => {
  const names = stacks.map(({ name }) => name);
  const ids = rules.map(({ id }) => id);
  const suiteOf = (finding: Finding): string => {
    const stack = ids.includes(finding.rule) ? subjectParts(finding, names)?.stack : undefined;
    return stack ?? BESIDES;
  };
  const suites = new Map<string, Map<string, { open: Finding[]; accepted: Report["accepted"][number][] }>>();
  const caseAt = (suite: string, rule: string) => {
    const cases = suites.get(suite) ?? new Map();
    suites.set(suite, cases);
    const found = cases.get(rule) ?? { open: [], accepted: [] };
    cases.set(rule, found);
    return found;
  };
  for (const name of names) for (const id of [...ids].sort()) caseAt(name, id);
  for (const finding of open) caseAt(suiteOf(finding), finding.rule).open.push(finding);
  for (const one of accepted) caseAt(suiteOf(one.finding), one.finding.rule).accepted.push(one);
  return new Map(
    [...suites].map(([suite, cases]) => [suite, [...cases].map(([rule, found]) => ({ suite, rule, ...found }))]),
  );
};

/** A report as JUnit XML, as Jenkins, GitLab and Azure Pipelines read it: a test case for each rule in each stack. */
export const junitReport = (report: Report): string => {
  const suites = casesOf(report);
  const all = [...suites.values()].flat();
  const failures = all.filter(({ open }) => open.length > 0).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="claude-access check" tests="${all.length}" failures="${failures}" errors="0">`,
    ...[...suites].map(([name, cases]) => suiteText(name, cases)),
    "</testsuites>\n",
  ].join("\n");
};
