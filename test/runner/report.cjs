const sum = (results, key) => results.reduce((total, result) => total + result[key], 0);

const row = (cells) =>
  [cells[0].padEnd(12), ...cells.slice(1, 5).map((cell) => cell.padStart(8)), ` ${cells[5]}`].join(" ").trimEnd();

/** The table of all lanes, what was missing, and as the last line `N passed, N failed, N skipped`. */
const report = (results) => {
  const missing = results.flatMap(({ name, missing: parts }) => parts.map((part) => ({ name, ...part })));
  return [
    "",
    row(["lane", "passed", "failed", "skipped", "seconds", ""]),
    ...results.map(({ name, passed, failed, skipped, seconds, problems }) =>
      row([name, String(passed), String(failed), String(skipped), seconds.toFixed(1), problems.join("; ")]),
    ),
    "",
    ...missing.map(({ name, what, why }) => `NOT PROVEN in ${name}: ${what} is missing (${why})`),
    ...(missing.length > 0 ? ["With CI=true a missing real part is a failure.", ""] : []),
    `${sum(results, "passed")} passed, ${sum(results, "failed")} failed, ${sum(results, "skipped")} skipped`,
  ].join("\n");
};

module.exports = { report };
