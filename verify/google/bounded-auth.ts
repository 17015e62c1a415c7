import { type AuthClient, GoogleAuth } from "google-auth-library";
import { answeredFailure } from "../api-failure";
import { Deadline } from "../deadline";

type Fetch = AuthClient["fetch"];

const SCOPES = ["https://www.googleapis.com/auth/cloud-platform"];
/** The body is left to whoever asked, and every status comes back here. */
const EVERY_REQUEST = { responseType: "stream", retry: false, validateStatus: () => true } as const;

/**
 * Credentials, and the one way of every request, of the SDK's clients as of our own: one deadline for all of them, another
 * try while a service says that it is busy, and failures in our words.
 */
export class BoundedAuth extends GoogleAuth {
  readonly #deadline: Deadline;

  /**
   * @param deadlineMs milliseconds from now after which nothing is waited for
   * @param projectId said beforehand, or the library asks Google for that of federated credentials, and fails when it may not
   * @param authClient credentials to use; left out, Application Default Credentials
   */
  constructor(deadlineMs: number, projectId: string, authClient?: AuthClient) {
    super({ authClient, projectId, scopes: SCOPES });
    this.#deadline = new Deadline(deadlineMs);
  }

  /** Waits no longer than until the deadline. @throws ApiFailure */
  bounded<T>(work: Promise<T>): Promise<T> {
    return this.#deadline.bounded(work);
  }

  /** The answer to a request, if it is one of success. @throws ApiFailure */
  override async fetch<T>(...[input, init]: Parameters<Fetch>): ReturnType<typeof GoogleAuth.prototype.fetch<T>> {
    for (let attempt = 0; ; attempt++) {
      const answer = await this.bounded(this.#ask<T>(input, init));
      if (answer.ok) return answer;
      if (await this.#deadline.waitsToAskAgain(answer.status, answer.headers.get("retry-after"), attempt)) continue;
      throw answeredFailure(answer.status, await this.bounded(answer.text()));
    }
  }

  #ask<T>(input: Parameters<Fetch>[0], init: Parameters<Fetch>[1]): ReturnType<typeof GoogleAuth.prototype.fetch<T>> {
    if (typeof input !== "string") throw new TypeError("Requests are made by address, as the SDK makes them");
    // The SDK writes the `%2F` inside of an attachment point as `%252F`; the API's reference has it as `%2F`.
    const url = input.replaceAll("%252F", "%2F");
    const signal = init?.signal ? AbortSignal.any([init.signal, this.#deadline.signal]) : this.#deadline.signal;
    return super.fetch<T>(url, { ...init, ...EVERY_REQUEST, signal });
  }
}
