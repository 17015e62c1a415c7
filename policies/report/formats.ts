import { codeQualityReport } from "./code-quality";
import { githubReport } from "./github";
import { jsonReport } from "./json";
import { junitReport } from "./junit";
import { markdownReport } from "./markdown";
import type { Report } from "./report";
import { sarifReport } from "./sarif";
import { textReport } from "./text";

/** What writes a report in each format; every text ends with a line break, or is empty. */
export const FORMATS = {
  text: (report: Report) => textReport(report),
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
  markdown: (report: Report) => markdownReport(report),
  github: githubReport,
  "code-quality": codeQualityReport,
} as const satisfies Readonly<Record<string, (report: Report) => string>>;

/** Name of a format. */
export type Format = keyof typeof FORMATS;
