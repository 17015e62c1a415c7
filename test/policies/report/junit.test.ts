import { XMLParser, XMLValidator } from "fast-xml-parser";
import { junitReport } from "../../../policies/report/junit";
import type { Report } from "../../../policies/report/report";
import { HOSTILE, report, TAKEN, UNKNOWN, WIDE } from "./sample-report";

/** An element, in the order of the text. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

type Raw = Record<string, Raw[] | string | Record<string, string>>;

const elementOf = (raw: Raw): Element | string => {
  if (typeof raw["#text"] === "string") return raw["#text"];
  const [name = ""] = Object.keys(raw).filter((key) => key !== ":@");
  const children = (raw[name] as Raw[]).map(elementOf);
  return { name, attributes: (raw[":@"] ?? {}) as Record<string, string>, children };
};

const parse = (xml: string): Element => {
  expect(XMLValidator.validate(xml)).toBe(true);
  const options = { preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: "", parseAttributeValue: false };
  const parser = new XMLParser({ ...options, parseTagValue: false, trimValues: true, ignoreDeclaration: true });
  const [root] = parser.parse(xml) as Raw[];
  return elementOf(root ?? {}) as Element;
};

/** What Jenkins' schema junit-10.xsd (jenkinsci/xunit-plugin, read 2026-11-24) asks of each element that is written here. */
const SCHEMA: Readonly<Record<string, { required: string[]; optional: string[]; children: string[]; text?: true }>> = {
  testsuites: { required: [], optional: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"] },
  testsuite: {
    required: ["name", "tests", "failures", "errors"],
    optional: ["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
    children: ["testsuite", "properties", "testcase", "system-out", "system-err"],
  },
  testcase: {
    required: ["name"],
    optional: ["time", "classname", "group"],
    children: ["skipped", "error", "failure", "system-out", "system-err"],
  },
  failure: { required: [], optional: ["type", "message"], children: [], text: true },
  skipped: { required: [], optional: ["type", "message"], children: [], text: true },
};

const problemsOf = (element: Element | string, within = ""): string[] => {
  if (typeof element === "string") return SCHEMA[within]?.text ? [] : [`text in ${within}`];
  const { name, attributes, children } = element;
  const schema = SCHEMA[name];
  if (schema === undefined || (within !== "" && !SCHEMA[within]?.children.includes(name)))
    return [`${name} in ${within}`];
  const keys = Object.keys(attributes);
  return [
    ...schema.required.filter((key) => !keys.includes(key)).map((key) => `${name} lacks ${key}`),
    ...keys.filter((key) => ![...schema.required, ...schema.optional].includes(key)).map((key) => `${name} has ${key}`),
    ...children.flatMap((child) => problemsOf(child, name)),
  ];
};

const written = (of: Report): Element => {
  const root = parse(junitReport(of));
  expect(problemsOf(root)).toEqual([]);
  return root;
};

/** Every case as `SUITE RULE: passed`, or what stands in it. */
const casesOf = (root: Element): string[] =>
  root.children.flatMap((suite) =>
    (suite as Element).children.map((one) => {
      const { attributes, children } = one as Element;
      const [child] = children as Element[];
      const said = child === undefined ? "passed" : `${child.name} ${child.attributes.message}`;
      return `${attributes.classname} ${attributes.name}: ${said}`;
    }),
  );

test("every rule is a case in every stack, passed ones too; what is open fails, what is accepted is skipped", () => {
  const root = written(report({ open: [UNKNOWN] }));
  expect(casesOf(root)).toEqual([
    "aws-eu aws/wide: skipped accepted: aws/wide[aws-eu/aws_iam_role.ci] until 2026-12-31 by platform: a trial",
    "aws-eu declared: passed",
    "plans/old stack aws/wide: passed",
    "plans/old stack declared: failure The settings are not known before the apply",
  ]);
  expect(root.attributes).toEqual({ name: "claude-access check", tests: "4", failures: "1", errors: "0" });
  expect(root.children.map((suite) => (suite as Element).attributes)).toEqual([
    { name: "aws-eu", tests: "2", failures: "0", errors: "0", skipped: "1" },
    { name: "plans/old stack", tests: "2", failures: "1", errors: "0", skipped: "0" },
  ]);
});

test("a failure tells each finding of its rule, with place and remedy; findings about no stack have a suite of their own", () => {
  const mistake = { ...WIDE, rule: "acknowledgements", subject: "access.accepted.yaml:1:1" };
  const other = { ...WIDE, subject: "aws-eu/aws_iam_role.other", state: "undecided" as const };
  const root = written(report({ open: [mistake, WIDE, other], accepted: [TAKEN] }));
  expect(casesOf(root).filter((line) => line.includes("failure"))).toEqual([
    "aws-eu aws/wide: failure 2 findings, the first: Statement 1 allows every model",
    "besides the stacks acknowledgements: failure Statement 1 allows every model",
  ]);
  expect(junitReport(report({ open: [WIDE] }))).toContain(
    [
      '      <failure type="violated" message="Statement 1 allows every model">violated: aws/wide[aws-eu/aws_iam_role.people arn:aws:bedrock:*]',
      "Statement 1 allows every model",
      "at access.yaml:12:5",
      "to do: name each model</failure>",
    ].join("\n"),
  );
});

test.each(HOSTILE)("hostile text %j stays text", (text) => {
  const finding = { ...WIDE, subject: `aws-eu/${text}`, detail: text, remedy: text, place: { file: text, line: 1 } };
  const accepted = [{ finding, by: { ...TAKEN.by, reason: text, owner: text } }];
  const stacks = [
    { name: "aws-eu", file: text },
    { name: text, file: text },
  ];
  expect(casesOf(written(report({ open: [finding], accepted, stacks })))).toHaveLength(4);
  expect(junitReport(report({ open: [finding], accepted, stacks }))).not.toContain("##");
});
