import { z } from "zod";
import { exactlyOneOf, text } from "./schema-values";

/** Stands for a stack's name in a text that says where its state lies. */
export const STACK_MARK = "{stack}";

/** An argument of a backend in Terraform's own words; which there are, is Terraform's to know. */
const words = z.string().refine((value) => !value.includes("TfToken["), "text without CDKTF tokens");
const scalar = z.union([words, z.boolean(), z.number()]);
const plain = z.union([scalar, z.array(words)]);
/** Typed as it is used: passed on, never read. */
const others: z.ZodType<unknown> = plain;
const block = z.record(z.string(), z.union([plain, z.record(z.string(), words)]));

/** Start of every stack's key, or the whole of it with the mark. */
const key = text.regex(/^[^/]/, "a key that does not start with /").optional();
const workspaceName = z
  .string()
  .max(90)
  .regex(/^([\w-]|\{stack\})+$/, "letters, digits, _, - and {stack}")
  .optional();
const address = z
  .string()
  .max(2048)
  .regex(/^https?:\/\/[^\s/]+(\/\S*)?$/, "an http:// or https:// address")
  .refine(
    (value) => value.includes(STACK_MARK) || !/[?#]/.test(value),
    "an address with {stack} in it, for it has a query",
  );

/** Where each stack keeps its state. */
export const state = exactlyOneOf("local, s3, gcs, azurerm, remote, cloud, http", [
  z.strictObject({ local: z.strictObject({ directory: text.optional() }) }),
  z.strictObject({
    s3: z
      .object({
        key,
        assume_role: block.optional(),
        assume_role_with_web_identity: block.optional(),
        endpoints: block.optional(),
      })
      .catchall(others),
  }),
  z.strictObject({ gcs: z.object({ prefix: key }).catchall(others) }),
  z.strictObject({ azurerm: z.object({ key }).catchall(others) }),
  z.strictObject({
    remote: z.object({ workspaces: z.strictObject({ name: workspaceName }).optional() }).catchall(others),
  }),
  z.strictObject({
    cloud: z
      .object({ workspaces: z.strictObject({ name: workspaceName, project: text.optional() }).optional() })
      .catchall(others),
  }),
  z.strictObject({
    http: z.object({ address, lock_address: address.optional(), unlock_address: address.optional() }).catchall(others),
  }),
]);
