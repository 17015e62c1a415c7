const MEGABYTE = 1024 * 1024;

/** Bounds of a download. */
export interface DownloadLimits {
  /** Longest time without a byte. */
  readonly stallMilliseconds: number;
  readonly maximumBytes: number;
}

/** Bounds for a zip file of Terraform, about 30 MB. */
export const DOWNLOAD_LIMITS: DownloadLimits = Object.freeze({
  stallMilliseconds: 30_000,
  maximumBytes: 200 * MEGABYTE,
});

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  ENOTFOUND: "the host name is not known; is there a network?",
  EAI_AGAIN: "the host name cannot be looked up; is there a network?",
  UND_ERR_SOCKET: "the file is truncated: the connection was cut",
};

/** `fetch` says "fetch failed" and keeps what happened in `cause`. */
const reasonOf = (error: unknown): string => {
  const { cause = error } = Object(error) as { cause?: unknown };
  const { code = "", message = String(cause) } = Object(cause) as { code?: string; message?: string };
  return CAUSES[code] ?? message;
};

const readBody = async (response: Response, limits: DownloadLimits, alive: () => void): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    alive();
    size += chunk.byteLength;
    if (size > limits.maximumBytes) throw new Error(`the file is larger than ${limits.maximumBytes / MEGABYTE} MB`);
    chunks.push(chunk);
  }
  const announced = Number(response.headers.get("content-length") ?? size);
  if (size !== announced && response.headers.get("content-encoding") === null) {
    throw new Error(`the file is truncated: ${size} of ${announced} bytes came`);
  }
  return Buffer.concat(chunks);
};

/**
 * Loads a file into memory, bounded in size and in silence. Never leaves HTTPS once it began with it.
 * Throws an `Error` whose message is the reason, for a reader, in a few words.
 */
export const download = async (url: string, limits: DownloadLimits): Promise<Buffer> => {
  const silence = new AbortController();
  const seconds = limits.stallMilliseconds / 1000;
  const giveUp = () => silence.abort(new Error(`no answer for ${seconds} s`));
  let timer = setTimeout(giveUp, limits.stallMilliseconds);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, limits.stallMilliseconds);
  };
  try {
    const response = await fetch(url, { signal: silence.signal });
    if (url.startsWith("https:") && !response.url.startsWith("https:"))
      throw new Error("it was redirected out of HTTPS");
    if (!response.ok) throw new Error(`the server answered ${response.status} ${response.statusText}`.trimEnd());
    return await readBody(response, limits, alive);
  } catch (error) {
    throw new Error(reasonOf(silence.signal.aborted ? silence.signal.reason : error));
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
};
