import { setMaxListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { ApiFailure, thrownFailure } from "./api-failure";

const RETRIED = new Set([429, 503]);
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;
/** `Retry-After: 0` is no reason to ask without a pause. */
const SHORTEST_WAIT_MS = 20;

const waitMs = (retryAfter: string | null | undefined, attempt: number): number => {
  const seconds = Number(retryAfter ?? Number.NaN);
  if (!Number.isFinite(seconds)) return Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  return Math.max(seconds * 1_000, SHORTEST_WAIT_MS);
};

/** One deadline for everything that a preflight asks. */
export class Deadline {
  /** Aborted when it has passed. */
  readonly signal: AbortSignal;
  readonly #until: number;

  /** @param milliseconds from now, after which nothing is waited for */
  constructor(readonly milliseconds: number) {
    this.signal = AbortSignal.timeout(milliseconds);
    // Every request under way listens to it; Node would take more than ten for a leak.
    setMaxListeners(0, this.signal);
    this.#until = Date.now() + milliseconds;
  }

  /** Waits no longer than until the deadline. @param explain what the work throws @throws ApiFailure */
  async bounded<T>(work: Promise<T>, explain: (error: unknown) => ApiFailure = thrownFailure): Promise<T> {
    let onAbort = (): void => undefined;
    const late = new Promise<never>((_, reject) => {
      onAbort = () => reject(this.#late());
      this.signal.addEventListener("abort", onAbort);
      if (this.signal.aborted) onAbort();
    });
    try {
      return await Promise.race([work, late]);
    } catch (error) {
      throw this.signal.aborted ? this.#late() : explain(error);
    } finally {
      this.signal.removeEventListener("abort", onAbort);
    }
  }

  /**
   * Waits where a service says that it is busy and there is time to ask it again.
   * @param retryAfter the header: seconds
   * @param attempt how often it was asked again already
   * @returns whether to ask again
   */
  async waitsToAskAgain(status: number, retryAfter: string | null | undefined, attempt: number): Promise<boolean> {
    const wait = waitMs(retryAfter, attempt);
    if (!RETRIED.has(status) || Date.now() + wait >= this.#until) return false;
    await pause(wait);
    return true;
  }

  #late(): ApiFailure {
    return new ApiFailure("deadline", `no answer within ${this.milliseconds / 1_000} s`);
  }
}
