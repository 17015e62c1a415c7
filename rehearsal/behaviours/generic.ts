import { createHash } from "node:crypto";
import type { Behaviours } from "../plugin/behaviour";

/** Deterministic hexadecimal digits for an id that a cloud would choose. */
export const hexOf = (text: string, length: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

/** A provider of which nothing is known beyond its schema: ids follow from the configured values. */
export const genericBehaviours = (): Behaviours => ({
  caller: () => ({ account: "", region: "" }),
  resources: new Proxy(
    {},
    { get: () => ({ computed: (values: object) => ({ id: hexOf(JSON.stringify(values), 24) }) }) },
  ),
  dataSources: {},
});
