import { createHash } from "node:crypto";
import { printedJson } from "../../quoting/printed-json";
import { type Finding, type FindingPlace, findingId } from "../finding";
import type { Rule } from "../rule";
import { subjectParts } from "../subject";
import { findingFile } from "./finding-file";
import { relativeUri } from "./relative-uri";
import type { Report } from "./report";
import { visibleText } from "./visible-text";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** Text of a message, in which `[a](b)` would be a link (SARIF 2.1.0, 3.11.6). */
const message = (text: string) => ({ text: visibleText(text).replace(/\]\(/g, "\\](") });

const ruleOf = ({ id, protects, remedy, link }: Pick<Rule, "id" | "protects" | "remedy" | "link">) => ({
  id,
  shortDescription: { text: protects },
  help: { text: `To do: ${remedy}${link === undefined ? "" : ` (${link})`}` },
  ...(link === undefined ? {} : { helpUri: link }),
});

/** Rules that were asked, and what else findings are called: of the declaration and of acknowledgements. */
const rulesOf = ({ rules }: Report, findings: readonly Finding[]): ReturnType<typeof ruleOf>[] => {
  const byId = new Map(rules.map((rule) => [rule.id, ruleOf(rule)]));
  for (const { rule, remedy } of findings) {
    if (!byId.has(rule)) byId.set(rule, ruleOf({ id: rule, protects: `What ${rule} asks for holds`, remedy }));
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
};

const physical = ({ file, line, column }: FindingPlace & { readonly file: string }, folder: string) => ({
  artifactLocation: { uri: relativeUri(file, folder), uriBaseId: "%SRCROOT%" },
  region: { startLine: line ?? 1, ...(column === undefined ? {} : { startColumn: column }) },
});

/** Where a finding is shown: at its place, else at the beginning of the file that its stack was read from. */
const locationOf = (finding: Finding, { stacks, folder }: Report) => {
  const parts = subjectParts(
    finding,
    stacks.map(({ name }) => name),
  );
  const file = findingFile(finding, { stacks });
  const name = parts === undefined ? finding.subject : `${parts.stack}/${parts.address}`;
  return {
    ...(file === undefined ? {} : { physicalLocation: physical({ ...finding.place, file }, folder) }),
    logicalLocations: [{ fullyQualifiedName: visibleText(name), kind: "resource" }],
  };
};

const fingerprintOf = (finding: Finding): string => createHash("sha256").update(findingId(finding)).digest("hex");

const resultOf = (finding: Finding, report: Report, suppressions: readonly object[]) => ({
  ruleId: finding.rule,
  level: finding.state === "violated" ? "error" : "warning",
  message: message(`${finding.detail}. To do: ${finding.remedy}.`),
  locations: [locationOf(finding, report)],
  // GitHub tells alerts apart by `primaryLocationLineHash` alone; a finding keeps its id when lines move.
  partialFingerprints: {
    "findingId/v1": fingerprintOf(finding),
    primaryLocationLineHash: `${fingerprintOf(finding).slice(0, 16)}:1`,
  },
  suppressions,
  properties: { id: visibleText(findingId(finding)), state: finding.state },
});

/** A report as SARIF 2.1.0. An accepted finding is a result that is suppressed, with reason, owner and end. */
export const sarifReport = (report: Report): string => {
  const { open, accepted, folder } = report;
  const found = [...open, ...accepted.map(({ finding }) => finding)];
  const suppressed = accepted.map(({ finding, by: { reason, until, owner, place } }) => {
    const location =
      place.file === undefined
        ? {}
        : { location: { physicalLocation: physical({ ...place, file: place.file }, folder) } };
    const justification = visibleText(`${reason} (${owner}, until ${until})`);
    return resultOf(finding, report, [{ kind: "external", status: "accepted", justification, ...location }]);
  });
  const driver = { name: "claude-access", rules: rulesOf(report, found) };
  const results = [...open.map((finding) => resultOf(finding, report, [])), ...suppressed];
  return printedJson({
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [{ tool: { driver }, columnKind: "utf16CodeUnits", results }],
  });
};
