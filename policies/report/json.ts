import { printedJson } from "../../quoting/printed-json";
import { type Finding, findingId } from "../finding";
import type { Report } from "./report";

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
