import { createHash } from "node:crypto";
import { posix } from "node:path";
import { printedJson } from "../../quoting/printed-json";
import { findingId } from "../finding";
import { findingFile } from "./finding-file";
import type { Report } from "./report";
import { visibleText } from "./visible-text";

const pathIn = (folder: string, file: string): string =>
  posix.isAbsolute(file) ? posix.relative(folder, file) : posix.normalize(file);

/**
 * A report as GitLab's code quality widget reads it: what is open, violated as `critical`, undecided as `major`. Accepted
 * findings are left out, since the widget has no word for them.
 *
 * @see https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format (read 2026-11-24)
 */
export const codeQualityReport = (report: Report): string =>
  printedJson(
    report.open.map((finding) => ({
      description: visibleText(`${finding.detail}. To do: ${finding.remedy}.`),
      check_name: finding.rule,
      // Without the line: a finding that moves with its line is the same.
      fingerprint: createHash("sha256").update(findingId(finding)).digest("hex"),
      severity: finding.state === "violated" ? "critical" : "major",
      location: {
        path: pathIn(report.folder, findingFile(finding, report) ?? "."),
        lines: { begin: finding.place?.line ?? 1 },
      },
    })),
  );
