import { type Finding, findingId } from "../finding";
import type { Report } from "./report";
import { visibleText } from "./visible-text";

// How the runner unescapes: actions/runner, src/Runner.Common/ActionCommand.cs, read 2026-11-24.
const data = (text: string): string => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
const property = (text: string | number): string =>
  data(visibleText(String(text)))
    .replace(/:/g, "%3A")
    .replace(/,/g, "%2C");

const command = (
  name: "error" | "warning" | "notice",
  properties: Readonly<Record<string, string | number | undefined>>,
  lines: readonly string[],
): string => {
  const written = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${property(value)}`],
  );
  return `::${name} ${written.join(",")}::${data(lines.map(visibleText).join("\n"))}\n`;
};

const placeOf = ({ place }: Finding) => ({ file: place?.file, line: place?.line, col: place?.column });

/**
 * A report as workflow commands of GitHub Actions: an annotation a finding, at its line where that is known. Violated is an
 * error, undecided a warning, accepted a notice.
 */
export const githubReport = ({ open, accepted }: Report): string => {
  const told = (finding: Finding) => [finding.detail, `To do: ${finding.remedy}`, findingId(finding)];
  return [
    ...open.map((finding) =>
      command(
        finding.state === "violated" ? "error" : "warning",
        { ...placeOf(finding), title: finding.rule },
        told(finding),
      ),
    ),
    ...accepted.map(({ finding, by: { reason, until, owner } }) =>
      command("notice", { ...placeOf(finding), title: `${finding.rule} (accepted)` }, [
        `Accepted until ${until} by ${owner}: ${reason}`,
        ...told(finding),
      ]),
    ),
  ].join("");
};
