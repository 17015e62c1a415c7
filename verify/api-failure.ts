/** Why an answer was not had. */
export type FailureKind = "answered" | "deadline" | "connection" | "credentials" | "unreadable";

const LONGEST = 300;

/** One request to a cloud that brought nothing to judge. Its message is made here and holds no header and no token. */
export class ApiFailure extends Error {
  /**
   * @param code HTTP status, or the code of the operating system, where there was one
   * @param word what the API calls the error, such as `ResourceNotFound`
   */
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly code?: number | string,
    readonly word?: string,
  ) {
    super(message);
    this.name = "ApiFailure";
  }
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  401: "the credentials were not accepted (401)",
  403: "not allowed (403)",
  404: "not found (404)",
  429: "too many requests, also after waiting (429)",
  503: "not available, also after waiting (503)",
};

const errorOf = (body: string): { readonly message: string; readonly word?: string } => {
  try {
    const { error } = JSON.parse(body) as { error?: { message?: unknown; code?: unknown } };
    const message = typeof error?.message === "string" ? error.message.slice(0, LONGEST) : "";
    return typeof error?.code === "string" ? { message, word: error.code } : { message };
  } catch {
    return { message: "" };
  }
};

/** An answer that is an error, with what the API says about it. */
export const answeredFailure = (status: number, body: string): ApiFailure => {
  const words = STATUS_WORDS[status] ?? `the API answered ${status}`;
  const { message, word } = errorOf(body);
  return new ApiFailure("answered", message === "" ? words : `${words}: ${message}`, status, word);
};

const fieldOf = (error: unknown, field: string): unknown =>
  typeof error === "object" && error !== null ? (error as Record<string, unknown>)[field] : undefined;

/**
 * What is thrown on the way, as a failure of this project: the answers of the API never come here (they are made by
 * `answeredFailure`), so an HTTP status is that of a server that gives out tokens.
 */
export const thrownFailure = (error: unknown): ApiFailure => {
  if (error instanceof ApiFailure) return error;
  const status = fieldOf(error, "status");
  if (typeof status === "number") {
    return new ApiFailure("credentials", `the credentials could not be renewed (${status}); sign in again`, status);
  }
  if (fieldOf(error, "name") === "SyntaxError") return new ApiFailure("unreadable", "the answer was not JSON");
  const cause = fieldOf(error, "cause");
  const code = [fieldOf(error, "code"), fieldOf(cause, "code")].find((one) => typeof one === "string");
  return new ApiFailure("connection", `the connection failed${code === undefined ? "" : ` (${code})`}`, code);
};
