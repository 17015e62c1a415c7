import { posix } from "node:path";

/**
 * A file as a URI that is relative to a folder (RFC 3986): percent-encoded, with `/` between its parts. A relative file is
 * relative to that folder already.
 */
export const relativeUri = (file: string, folder: string): string => {
  const path = posix.isAbsolute(file) ? posix.relative(folder, file) : posix.normalize(file);
  const parts = path
    .toWellFormed()
    .split("/")
    .map((part) =>
      encodeURIComponent(part).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`),
    );
  return parts.join("/");
};
