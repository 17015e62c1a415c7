/**
 * Why the Admin API did not do what was asked of it. `refused`: it said no. `lost`: nobody knows whether it did it.
 * `busy`: too many requests, and it did nothing. `late`: no time is left, and nothing more is asked.
 */
export type AdminFailureKind = "refused" | "lost" | "busy" | "late";

const LONGEST = 300;

const REFUSALS: Readonly<Record<number, string>> = {
  401: "the key was not accepted (401)",
  403: "the key may not do this (403)",
  404: "not found (404)",
  409: "in conflict with what is there (409)",
  429: "too many requests, also after waiting (429)",
};

/** One request to the Admin API that failed. Its message holds no header and no key. */
export class AdminFailure extends Error {
  /** @param status HTTP status, where there was an answer */
  constructor(
    readonly kind: AdminFailureKind,
    message: string,
    readonly status?: number,
  ) {
    super(message);
    this.name = "AdminFailure";
  }
}

const messageIn = (body: string): string => {
  try {
    const { error } = JSON.parse(body) as { error?: { message?: unknown } };
    return typeof error?.message === "string" ? error.message.slice(0, LONGEST) : "";
  } catch {
    return "";
  }
};

const kindOf = (status: number): AdminFailureKind => {
  if (status === 429) return "busy";
  return status === 408 || status >= 500 ? "lost" : "refused";
};

/** An answer that is an error, with what the API says about it. @param body without the key */
export const answeredFailure = (status: number, body: string): AdminFailure => {
  const words = REFUSALS[status] ?? `the API answered ${status}`;
  const message = messageIn(body);
  return new AdminFailure(kindOf(status), message === "" ? words : `${words}: ${message}`, status);
};

/** What was thrown on the way; whether the request arrived, nobody knows. */
export const thrownFailure = (error: unknown): AdminFailure => {
  if (error instanceof AdminFailure) return error;
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === "PARSE_ERROR") return new AdminFailure("lost", "the answer broke off");
  return new AdminFailure("lost", `the connection failed${typeof code === "string" ? ` (${code})` : ""}`);
};
