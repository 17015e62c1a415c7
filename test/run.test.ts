import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandResult, laneResult } from "./runner/lane-result.cjs";
import { report } from "./runner/report.cjs";

const folder = mkdtempSync(join(tmpdir(), "lane-result-"));
afterAll(() => rmSync(folder, { recursive: true }));

const counts = {
  numPassedTests: 5,
  numFailedTests: 0,
  numRuntimeErrorTestSuites: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numTotalTests: 5,
};
const ended = { name: "aws", seconds: 2, exitCode: 0, timedOut: false, missing: [], strict: true };
const lane = (written: Partial<typeof counts> | undefined, more: Partial<typeof ended> = {}) => {
  const outputFile = join(folder, "result.json");
  rmSync(outputFile, { force: true });
  if (written !== undefined) writeFileSync(outputFile, JSON.stringify({ ...counts, ...written }));
  const { passed, failed, skipped, problems } = laneResult({ ...ended, outputFile, ...more });
  return [passed, failed, skipped, problems];
};
const missing = [{ what: "the AWS provider", why: "no mirror" }];

test("counts what Jest counted", () => {
  expect(lane({ numPendingTests: 1, numTotalTests: 6 })).toEqual([5, 0, 1, []]);
  expect(lane({ numFailedTests: 2 }, { exitCode: 1 })).toEqual([5, 2, 0, []]);
});

test.each([
  ["a lane without tests", { numPassedTests: 0, numTotalTests: 0 }, { exitCode: 1 }, [0, 1, 0, ["no tests"]]],
  ["a lane that left no result", undefined, { exitCode: 1 }, [0, 1, 0, ["no tests ran to their end"]]],
  ["a file that does not load", { numRuntimeErrorTestSuites: 1 }, {}, [5, 1, 0, ["1 test file did not load"]]],
  ["an exit code without a failed test", {}, { exitCode: 7 }, [5, 1, 0, ["Jest ended with 7"]]],
  ["a lane that did not end", {}, { exitCode: 128, timedOut: true }, [5, 1, 0, ["stopped: out of time"]]],
] as const)("counts as failed: %s", (_, written, more, expected) => {
  expect(lane(written, more)).toEqual(expected);
});

test("a missing real part fails a lane where all real parts are asked for, and only there", () => {
  expect([laneOf(true), laneOf(false)]).toEqual([
    [5, 1, 0, ["1 real part missing"]],
    [5, 0, 0, []],
  ]);
});
const laneOf = (strict: boolean) => {
  const outputFile = join(folder, "missing.json");
  writeFileSync(outputFile, JSON.stringify(counts));
  const { passed, failed, skipped, problems } = laneResult({ ...ended, outputFile, missing, strict });
  return [passed, failed, skipped, problems];
};

test("prints a table, says what is not proven, and ends with one line of sums", () => {
  const style = commandResult({ name: "style", seconds: 0.44, exitCode: 1, timedOut: false });
  const aws = { name: "aws", seconds: 61.25, passed: 5, failed: 0, skipped: 2, problems: [], missing };
  expect(report([style, aws])).toBe(
    `
lane           passed   failed  skipped  seconds
style               0        1        0      0.4  ended with exit code 1
aws                 5        0        2     61.3

NOT PROVEN in aws: the AWS provider is missing (no mirror)
With CI=true a missing real part is a failure.

5 passed, 1 failed, 2 skipped`,
  );
});
