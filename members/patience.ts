import { setTimeout as pause } from "node:timers/promises";
import { AdminFailure } from "./admin-failure";

/** How long is waited, in milliseconds. */
export interface Limits {
  /** For one answer, whole. */
  readonly request: number;
  /** For everything together. */
  readonly total: number;
  /** Before something is asked again for the first time, where the API names no time; then twice as long, and so on. */
  readonly firstPause: number;
}

/** Long enough to change the roles of some hundred people at the API's rate. */
export const LIMITS: Limits = { request: 30_000, total: 600_000, firstPause: 500 };

const LONGEST_PAUSE = 30_000;
/** `Retry-After: 0` is no reason to ask without a pause. */
const SHORTEST_PAUSE = 20;

const named = (retryAfter: string | undefined): number | undefined => {
  if (retryAfter === undefined) return undefined;
  const milliseconds = /^\d+(\.\d+)?$/.test(retryAfter)
    ? Number(retryAfter) * 1_000
    : Date.parse(retryAfter) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(milliseconds, SHORTEST_PAUSE) : undefined;
};

/** One time limit for everything that is asked. */
export class Patience {
  readonly #until: number;

  constructor(readonly limits: Limits) {
    this.#until = Date.now() + limits.total;
  }

  /** Does a piece of work, and no longer than one answer may take. @throws AdminFailure when no time is left, or the answer is late */
  async bounded<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const left = this.#until - Date.now();
    if (left <= 0) throw this.#late();
    const stop = new AbortController();
    const milliseconds = Math.min(this.limits.request, left);
    const timer = setTimeout(() => stop.abort(), milliseconds);
    try {
      return await work(stop.signal);
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      if (milliseconds < this.limits.request) throw this.#late();
      throw new AdminFailure("lost", `no answer within ${milliseconds / 1_000} s`);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Waits before something is asked again, where there is time for that.
   * @param retryAfter the header: seconds or a date
   * @param attempt how often it was asked again already
   * @returns whether to ask again
   */
  async waits(retryAfter: string | undefined, attempt: number): Promise<boolean> {
    const milliseconds = named(retryAfter) ?? Math.min(this.limits.firstPause * 2 ** attempt, LONGEST_PAUSE);
    if (Date.now() + milliseconds >= this.#until) return false;
    await pause(milliseconds);
    return true;
  }

  #late(): AdminFailure {
    return new AdminFailure("late", `not done within ${this.limits.total / 1_000} s`);
  }
}
