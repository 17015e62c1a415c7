import type { LaneResult } from "./lane-result.cjs";

/** The table of all lanes, what was missing, and as the last line `N passed, N failed, N skipped`. */
export function report(results: readonly LaneResult[]): string;
