/** A part of the real world that a lane could not use. */
export interface MissingPart {
  readonly what: string;
  readonly why: string;
}
/** What became of a lane. */
export interface LaneResult {
  readonly name: string;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly problems: readonly string[];
  readonly missing: readonly MissingPart[];
}
interface Ended {
  readonly name: string;
  readonly seconds: number;
  readonly exitCode: number;
  readonly timedOut: boolean;
}
/** Reads what Jest wrote; a lane without tests, or (`strict`) without a real part, has failed. */
export function laneResult(
  ended: Ended & { readonly outputFile: string; readonly missing: readonly MissingPart[]; readonly strict: boolean },
): LaneResult;
/** A command that passes or fails as a whole counts as one test. */
export function commandResult(ended: Ended): LaneResult;
