import { preflightInput } from "../../cli/preflight-input";
import { preflightExit, preflightJson, preflightText } from "../../cli/preflight-report";
import type { Declaration } from "../../declaration/schema";
import type { CheckResult, CheckState } from "../../verify/check-result";
import { loadFiles, SOUND } from "../declaration/load";

const declared = (): Declaration => {
  const loaded = loadFiles({ "access.yaml": SOUND });
  if (!loaded.ok) throw new Error("the sound declaration must load");
  return loaded.declaration;
};

test("refuses an entry that is not declared, naming those that are", () => {
  expect(preflightInput(declared(), "aws-us")).toEqual({
    problem: '"aws-us" is not declared under providers; entries: aws-eu; did you mean "aws-eu"?',
  });
  expect(preflightInput(declared(), "toString")).toEqual({
    problem: '"toString" is not declared under providers; entries: aws-eu',
  });
});

test("refuses an entry of a route without preflight", () => {
  expect(preflightInput(declared(), "aws-eu")).toEqual({
    problem: '"aws-eu" is of route bedrock, which has no preflight; claude-access check judges it',
  });
});

const result = (state: CheckState): CheckResult => ({ check: "models", state, subject: "claude-x", detail: "as said" });

test.each<[CheckState[], number]>([
  [[], 0],
  [["fine", "fine"], 0],
  [["fine", "could-not-check"], 3],
  [["blocked"], 1],
  [["undecided"], 1],
  [["could-not-check", "undecided"], 1],
  [["could-not-check", "blocked"], 1],
])("results %j leave with code %i", (states, code) => {
  expect(preflightExit(states.map(result))).toBe(code);
});

test("a person reads what, why and what to do", () => {
  const results: CheckResult[] = [
    result("fine"),
    { ...result("blocked"), remedy: "Ask for it", link: "https://example.com/page" },
    { ...result("undecided"), remedy: "Find out" },
    { ...result("could-not-check"), detail: "not allowed (403): \u001b[31mred\nnext" },
  ];
  expect(preflightText(results)).toBe(
    [
      "fine: models[claude-x]",
      "  as said",
      "blocked: models[claude-x]",
      "  as said",
      "  to do: Ask for it (https://example.com/page)",
      "undecided: models[claude-x]",
      "  as said",
      "  to do: Find out",
      "could not check: models[claude-x]",
      "  not allowed (403): \\u{1b}[31mred\\u{a}next",
      "1 blocked, 1 undecided, 1 could not check, 1 fine.",
      "",
    ].join("\n"),
  );
  expect(preflightText([result("fine")])).toBe("fine: models[claude-x]\n  as said\nNothing is in the way.\n");
});

test("a program reads a version, the entry and the results", () => {
  expect(JSON.parse(preflightJson("gcp-eu", [result("fine")]))).toEqual({
    schemaVersion: 1,
    entry: "gcp-eu",
    results: [result("fine")],
  });
});
