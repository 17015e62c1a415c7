import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT } from "../../cli/exit-codes";
import { FORMATS, type Format } from "../../policies/report/formats";
import { RULES_OF_SAMPLE, report, WIDE } from "../policies/report/sample-report";

const PAGE = readFileSync(join(__dirname, "../../docs/check.md"), "utf8");
const stacks = [{ name: "aws-eu", file: "access.yaml" }];
const SAMPLE = report({ stacks, open: [WIDE], accepted: [], rules: RULES_OF_SAMPLE });

/** The block of the page under the title of a format. */
const sampleOf = (format: string): string =>
  new RegExp(`^### ${format}\\n[\\s\\S]*?^\`\`\`\`\\w*\\n([\\s\\S]*?)^\`\`\`\`$`, "m").exec(PAGE)?.[1] ?? "";

test.each(Object.keys(FORMATS).filter((format) => format !== "sarif"))("the page shows what %s is", (format) => {
  expect(sampleOf(format)).toBe(FORMATS[format as Format](SAMPLE));
});

test("the page shows a result of SARIF", () => {
  expect(JSON.parse(sampleOf("sarif"))).toEqual(JSON.parse(FORMATS.sarif(SAMPLE)).runs[0].results[0]);
});

test("the page tells every exit code", () => {
  const told = [...PAGE.matchAll(/^\| (\d) \| /gm)].map(([, code]) => Number(code));
  expect(told).toEqual(Object.values(EXIT));
});
