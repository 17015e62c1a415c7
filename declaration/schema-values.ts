import { z } from "zod";

/** Names that become part of cloud names, file names and construct ids: lower case, so that no service folds two into one. */
export const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "lower-case letters, digits and single hyphens, starting with a letter")
  .max(40);

/** Text that reaches documents, tags and shells only through a renderer; control and direction marks are refused. */
export const text = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, "printable text without control or direction characters")
  .refine((value) => !value.includes("TfToken["), "text without CDKTF tokens");

/** Exactly one of these keys; the words become the message of a declaration that has none or two of them. */
export const exactlyOneOf = <const T extends readonly [z.ZodType, z.ZodType, ...z.ZodType[]]>(
  keys: string,
  options: T,
) => z.union(options, { error: `exactly one of ${keys}` });

/** An address without query. */
export const httpsUrl = z
  .string()
  .max(512)
  .regex(/^https:\/\/[a-zA-Z0-9.-]+(:\d+)?(\/[\w.~/%-]*)?$/, "an https:// address without query");

/** An issuer that never ends in a slash: it is compared byte for byte. */
export const issuerUrl = httpsUrl.refine(
  (value) => !value.endsWith("/"),
  "an https:// address without a slash at its end",
);

/** Length of a session. */
export const minutes = z.int().min(60).max(720);

/** A day of the calendar. */
export const day = z.iso.date("a day of the calendar, YYYY-MM-DD");

/** A name as Kubernetes takes it. */
export const kubernetesName = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, "a Kubernetes name");
