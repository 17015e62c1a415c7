const { readFileSync } = require("node:fs");

const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What became of a lane of Jest, from the file that `--json --outputFile` wrote and from how the process ended. */
const laneResult = ({ name, seconds, outputFile, exitCode, timedOut, missing, strict }) => {
  const problems = [];
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const result = JSON.parse(readFileSync(outputFile, "utf8"));
    counts = {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
    };
    if (result.numRuntimeErrorTestSuites > 0)
      problems.push(`${plural(result.numRuntimeErrorTestSuites, "test file")} did not load`);
    if (result.numTotalTests === 0) problems.push("no tests");
  } catch {
    problems.push("no tests ran to their end");
  }
  if (timedOut) problems.push("stopped: out of time");
  if (strict && missing.length > 0) problems.push(`${plural(missing.length, "real part")} missing`);
  if (exitCode !== 0 && counts.failed === 0 && problems.length === 0) problems.push(`Jest ended with ${exitCode}`);
  if (problems.length > 0 && counts.failed === 0) counts.failed = 1;
  return { name, seconds, ...counts, problems, missing };
};

/** What became of one command that passes or fails as a whole. */
const commandResult = ({ name, seconds, exitCode, timedOut }) => {
  const failed = exitCode !== 0 || timedOut;
  const problems = timedOut ? ["stopped: out of time"] : failed ? [`ended with exit code ${exitCode}`] : [];
  return { name, seconds, passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: 0, problems, missing: [] };
};

module.exports = { commandResult, laneResult };
