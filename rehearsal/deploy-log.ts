import { stripVTControlCharacters } from "node:util";

/** How many resources a stack's apply touched. */
export interface Changes {
  readonly added: number;
  readonly changed: number;
  readonly destroyed: number;
}

/** One thing that happened to one stack, in the order `initialized`, `planned`, `applied`. */
export type DeployEvent =
  | { readonly stack: string; readonly is: "initialized" }
  | ({ readonly stack: string; readonly is: "planned" | "applied" } & Changes);

const NO_CHANGES: Changes = { added: 0, changed: 0, destroyed: 0 };

const counted = (is: "planned" | "applied", [, added, changed, destroyed]: readonly string[]) =>
  ({ is, added: Number(added), changed: Number(changed), destroyed: Number(destroyed) }) as const;

const PLAN = /Plan: (?:\d+ to import, )?(\d+) to add, (\d+) to change, (\d+) to destroy/;
const APPLY = /Apply complete! Resources: (?:\d+ imported, )?(\d+) added, (\d+) changed, (\d+) destroyed/;

const eventIn = (text: string) => {
  if (text.includes("has been successfully initialized!")) return { is: "initialized" } as const;
  if (text.startsWith("No changes.")) return { is: "planned", ...NO_CHANGES } as const;
  if (text.startsWith("Changes to Outputs:")) return { is: "outputs" } as const;
  const [plan, apply] = [PLAN.exec(text), APPLY.exec(text)];
  if (plan !== null) return counted("planned", plan);
  return apply === null ? undefined : counted("applied", apply);
};

/** The stack that a line of the output is about, and what it says. */
const labelled = (line: string, before: string | undefined) => {
  const [, name, text = line.trim()] = /^([\w-]+) {2,}(.*)$/.exec(line) ?? [];
  return { stack: name ?? (/^\S/.test(line) ? undefined : before), text, begins: name !== undefined };
};

/**
 * Reads what `cdktf deploy` prints where there is no terminal: the first line of a block begins with the stack's name and
 * two spaces, the lines that belong to it are indented as far.
 */
export class DeployLog {
  private rest = "";
  private stack: string | undefined;
  /** What was planned and is not yet seen applied, by stack. */
  private readonly planned = new Map<string, Changes>();

  /** Takes the next piece of output, cut anywhere; returns what it tells, in order. */
  read(piece: string): DeployEvent[] {
    const lines = (this.rest + piece).split("\n");
    this.rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.readLine(stripVTControlCharacters(line).trimEnd()));
  }

  private readLine(line: string): DeployEvent[] {
    const { stack, text } = labelled(line, this.stack);
    this.stack = stack;
    const event = eventIn(text);
    return stack === undefined || event === undefined ? [] : this.eventOf(stack, event);
  }

  private eventOf(stack: string, found: NonNullable<ReturnType<typeof eventIn>>): DeployEvent[] {
    // a plan of nothing but outputs has no line that counts
    if (found.is === "outputs" && this.planned.has(stack)) return [];
    const event = found.is === "outputs" ? ({ is: "planned", ...NO_CHANGES } as const) : found;
    if (event.is === "planned") this.planned.set(stack, event);
    if (event.is === "applied") this.planned.delete(stack);
    return [{ stack, ...event }];
  }

  /**
   * What a deploy that ended well applied without a word: the CLI loses the last lines of a stack that is done quickly.
   * What was planned is then what was applied.
   */
  finish(): DeployEvent[] {
    return [...this.planned].map(([stack, { added, changed, destroyed }]) => ({
      stack,
      is: "applied",
      added,
      changed,
      destroyed,
    }));
  }
}

/** What the program itself wrote to stderr, as the CLI repeats it. */
const programOutput = (lines: readonly string[]): string | undefined => {
  const title = lines.indexOf("Command output on stderr:");
  if (title < 0) return undefined;
  const own = lines.slice(title + 1);
  const end = own.findIndex((line) => /^\S/.test(line));
  const indented = end < 0 ? own : own.slice(0, end);
  return indented
    .map((line) => line.replace(/^ {4}/, ""))
    .join("\n")
    .trim();
};

/** Terraform's errors, each with the stack that has it. */
const terraformErrors = (lines: readonly string[]): string | undefined => {
  const found: string[] = [];
  let stack: string | undefined;
  let inError = false;
  for (const line of lines) {
    const { text, begins, ...next } = labelled(line, stack);
    stack = next.stack;
    const isError = text.startsWith("Error: ");
    inError = stack !== undefined && (isError || (inError && !begins));
    if (inError && text !== "") found.push(isError ? `${stack}: ${text}` : `  ${text}`);
  }
  return found.length === 0 ? undefined : found.join("\n");
};

/**
 * The part of a failed deploy's output that a person needs: what the program itself said, or the errors of Terraform,
 * each with its stack; `undefined` when there is neither.
 */
export const deployFailure = (output: string): string | undefined => {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trimEnd());
  return programOutput(lines) ?? terraformErrors(lines);
};
