import type { Finding } from "./finding";

/** What a subject names. */
export interface SubjectParts {
  readonly stack: string;
  /** Terraform address, `output.NAME`, `provider.aws`; empty where none is written. */
  readonly address: string;
}

/** An address: a name, and keys in brackets, in whose quotes anything may stand. */
const ADDRESS = /^(?:[^\s["]|\[(?:"(?:[^"\\]|\\.)*"|\d+)\])+/;

/** Stack and address in a subject as `runPolicies` writes it; `undefined` for what is about none of these stacks. */
export const subjectParts = (
  { subject }: Pick<Finding, "subject">,
  stacks: readonly string[],
): SubjectParts | undefined => {
  const [stack] = stacks.filter((name) => subject.startsWith(`${name}/`)).sort((a, b) => b.length - a.length);
  if (stack === undefined) return undefined;
  return { stack, address: ADDRESS.exec(subject.slice(stack.length + 1))?.[0] ?? "" };
};
