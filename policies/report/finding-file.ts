import type { Finding } from "../finding";
import { subjectParts } from "../subject";
import type { Report } from "./report";

/** File in which a finding is shown: its place's, else the one that its stack was read from, else that of the first stack. */
export const findingFile = (finding: Finding, { stacks }: Pick<Report, "stacks">): string | undefined => {
  const names = stacks.map(({ name }) => name);
  const stack = subjectParts(finding, names)?.stack ?? finding.subject;
  return finding.place?.file ?? stacks.find(({ name }) => name === stack)?.file ?? stacks[0]?.file;
};
