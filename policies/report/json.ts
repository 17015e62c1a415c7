import { type Finding, findingId } from "../finding";
import type { Report } from "./report";

const escaped = (characters: string): string =>
  characters.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** JSON that terminals and logs may show: nothing unseen stands in it, and no runner finds a command (`##[…`, `##vso[…`). It says the same. */
export const printedJson = (value: object): string =>
  `${JSON.stringify(value, null, 2).replace(/##|[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, escaped)}\n`;

const entryOf = (finding: Finding): object => ({ id: findingId(finding), ...finding });

/** A report for programs; its shape is `findings.schema.json`. */
export const jsonReport = ({ stacks, open, accepted, notes }: Report): string =>
  printedJson({
    schemaVersion: 1,
    stacks: stacks.map(({ name, file }) => ({ name, file })),
    findings: open.map(entryOf),
    accepted: accepted.map(({ finding, by: { reason, until, owner, place } }) => ({
      ...entryOf(finding),
      by: { reason, until, owner, place },
    })),
    notes,
  });
