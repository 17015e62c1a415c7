import type { Changes, DeployEvent } from "./deploy-log";

/** Where progress goes. */
export interface ProgressOutput {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Tells a person what is going on while they wait. */
export interface Progress {
  /** Begins a step of the set-up. */
  step(text: string): void;
  /** Says something that stays. */
  note(text: string): void;
  /** Shows what happened to a stack. */
  event(event: DeployEvent): void;
  /** Takes the moving line away. */
  stop(): void;
}

const FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
const FRAME_MILLISECONDS = 100;

/** `2 added, 1 changed`, or `no changes`. */
export const changesText = ({ added, changed, destroyed }: Changes): string => {
  const parts = [
    [added, "added"],
    [changed, "changed"],
    [destroyed, "destroyed"],
  ].flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  return parts.length === 0 ? "no changes" : parts.join(", ");
};

const eventText = (event: DeployEvent): string => {
  if (event.is === "initialized") return "ready to plan";
  if (event.is === "applied") return `applied: ${changesText(event)}`;
  return `planned: ${event.added} to add, ${event.changed} to change, ${event.destroyed} to destroy`;
};

/** One line a step and a finished stack; nothing moves, nothing is taken back. */
const plainProgress = (output: ProgressOutput, everything: boolean): Progress => ({
  step: (text) => output.write(`${text} ...\n`),
  note: (text) => output.write(`  ${text}\n`),
  event: (event) => {
    if (everything || event.is === "applied") output.write(`  ${event.stack}: ${eventText(event)}\n`);
  },
  stop: () => undefined,
});

/** The same on a terminal, with a last line that moves. */
const livelyProgress = (output: ProgressOutput): Progress => {
  let text = "";
  let frame = 0;
  const clear = () => output.write("\r\u001b[2K");
  const draw = () => {
    frame = (frame + 1) % FRAMES.length;
    output.write(`\r\u001b[2K${FRAMES[frame]} ${text}`);
  };
  const timer = setInterval(draw, FRAME_MILLISECONDS);
  timer.unref();
  const keep = (line: string) => {
    clear();
    output.write(`${line}\n`);
  };
  return {
    step: (next) => {
      if (text !== "") keep(`✓ ${text}`);
      text = next;
      draw();
    },
    note: (line) => keep(`  ${line}`),
    event: (event) => {
      if (event.is === "applied") keep(`  ✓ ${event.stack}: ${eventText(event)}`);
      draw();
    },
    stop: () => {
      clearInterval(timer);
      clear();
    },
  };
};

/**
 * Progress as the reader can take it: a moving line on a terminal, plain lines elsewhere, fewer of them in CI.
 */
export const showProgress = (output: ProgressOutput, env: Readonly<Record<string, string | undefined>>): Progress => {
  const inCi = env.CI !== undefined && env.CI !== "" && env.CI !== "false";
  return output.isTTY === true && !inCi ? livelyProgress(output) : plainProgress(output, !inCi);
};
