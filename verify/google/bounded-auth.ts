import { setMaxListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { type AuthClient, GoogleAuth } from "google-auth-library";
import { ApiFailure, answeredFailure, thrownFailure } from "./api-failure";

type Fetch = AuthClient["fetch"];
type Answer = Awaited<ReturnType<GoogleAuth["fetch"]>>;

const SCOPES = ["https://www.googleapis.com/auth/cloud-platform"];
/** The body is left to whoever asked, and every status comes back here. */
const EVERY_REQUEST = { responseType: "stream", retry: false, validateStatus: () => true } as const;
const RETRIED = new Set([429, 503]);
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;

const waitMs = (answer: Answer, attempt: number): number => {
  const seconds = Number(answer.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1_000 : Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
};

/**
 * Credentials, and the one way of every request, of the SDK's clients as of our own: one deadline for all of them, another
 * try while a service says that it is busy, and failures in our words.
 */
export class BoundedAuth extends GoogleAuth {
  readonly #stop: AbortSignal;
  readonly #until: number;

  /**
   * @param deadlineMs milliseconds from now after which nothing is waited for
   * @param projectId said beforehand, or the library asks Google for that of federated credentials, and fails when it may not
   * @param authClient credentials to use; left out, Application Default Credentials
   */
  constructor(
    readonly deadlineMs: number,
    projectId: string,
    authClient?: AuthClient,
  ) {
    super({ authClient, projectId, scopes: SCOPES });
    this.#stop = AbortSignal.timeout(deadlineMs);
    // Every request under way listens to it; Node would take more than ten for a leak.
    setMaxListeners(0, this.#stop);
    this.#until = Date.now() + deadlineMs;
  }

  /** Waits no longer than until the deadline. @throws ApiFailure */
  async bounded<T>(work: Promise<T>): Promise<T> {
    let onAbort = (): void => undefined;
    const late = new Promise<never>((_, reject) => {
      onAbort = () => reject(this.#late());
      this.#stop.addEventListener("abort", onAbort);
      if (this.#stop.aborted) onAbort();
    });
    try {
      return await Promise.race([work, late]);
    } catch (error) {
      throw this.#stop.aborted ? this.#late() : thrownFailure(error);
    } finally {
      this.#stop.removeEventListener("abort", onAbort);
    }
  }

  /** The answer to a request, if it is one of success. @throws ApiFailure */
  override async fetch<T>(...[input, init]: Parameters<Fetch>): ReturnType<typeof GoogleAuth.prototype.fetch<T>> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.bounded(this.#ask<T>(input, init));
      if (answer.ok) return answer;
      const wait = waitMs(answer, attempt);
      if (!RETRIED.has(answer.status) || Date.now() + wait >= this.#until) {
        throw answeredFailure(answer.status, await this.bounded(answer.text()));
      }
      await pause(wait);
    }
  }

  #ask<T>(input: Parameters<Fetch>[0], init: Parameters<Fetch>[1]): ReturnType<typeof GoogleAuth.prototype.fetch<T>> {
    if (typeof input !== "string") throw new TypeError("Requests are made by address, as the SDK makes them");
    // The SDK writes the `%2F` inside of an attachment point as `%252F`; the API's reference has it as `%2F`.
    const url = input.replaceAll("%252F", "%2F");
    const signal = init?.signal ? AbortSignal.any([init.signal, this.#stop]) : this.#stop;
    return super.fetch<T>(url, { ...init, ...EVERY_REQUEST, signal });
  }

  #late(): ApiFailure {
    return new ApiFailure("deadline", `no answer within ${this.deadlineMs / 1_000} s`);
  }
}
