import { celLanguage, celTexts, celTime } from "../../authorization/cel";

const language = celLanguage();
const run = (expression: string, variables = {}) => {
  const reading = language.compile(expression);
  return "problem" in reading ? reading : reading.program.run(variables);
};

/** https://docs.cloud.google.com/iam/docs/conditions-attribute-reference#extract */
test.each([
  ['"projects/a/zones/b".extract("projects/{p}/")', "a"],
  ['"projects/a/zones/b".extract("zones/{z}")', "b"],
  ['"projects/a/zones/b".extract("{all}")', "projects/a/zones/b"],
  ['"projects/a/zones/b".extract("{head}/zones/")', "projects/a"],
  ['"projects/a/zones/b".extract("orders/{o}/")', ""],
  ['"projects/a/zones/b".extract("zones/{z}/")', ""],
  ['"a@b".split("@")[1]', "b"],
  ['["a", "b"].join(".")', "a.b"],
])("%s", (expression, value) => {
  expect(run(expression)).toEqual({ value });
});

test.each([
  ["assertion.", { problem: "<input>:1:10: found . but expecting end of input" }],
  ["lower(assertion.sub)", { problem: "lower is not a known function" }],
  ['"A".lowerAscii() == "a" && nothing(1)', { problem: "lowerAscii, nothing is not a known function" }],
  ['"x".extract("no braces")', { error: "no braces is no template of extract" }],
  ["assertion.sub", { error: "field not found: sub" }],
])("has no value for %s", (expression, expected) => {
  expect(run(expression, { assertion: {} })).toEqual(expected);
});

test.each([
  ["[1, 2].exists(x, x == 2)", true],
  ["[1, 2].all(x, x > 1)", false],
  ["has(assertion.sub) || -1 < 0", true],
  ["[1].map(x, x + 1) == [2]", true],
])("knows the standard's macros: %s", (expression, value) => {
  expect(run(expression, { assertion: {} })).toEqual({ value });
});

test("reads a point in time, and nothing that is none", () => {
  expect(celTime(language, "2026-12-01T00:00:00Z")).toBeDefined();
  expect(celTime(language, "2026-12-01")).toBeUndefined();
});

test("reads texts of a list, and nothing else", () => {
  const list = run('["a", "b"]');
  const mixed = run('["a", 1]');
  expect("value" in list ? celTexts(list.value) : undefined).toEqual(["a", "b"]);
  expect("value" in mixed ? celTexts(mixed.value) : undefined).toBeUndefined();
  expect(celTexts("a")).toBeUndefined();
});
