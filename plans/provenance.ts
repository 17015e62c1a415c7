import type { JsonObject } from "./json-value";
import { isJsonObject, objectAt, textAt } from "./json-value";
import type { ReadFailure } from "./plan-view";

/** Where one resource was declared, and why it is planned. */
export interface ResourceProvenance {
  /** Path in the declaration, `teams.payments.ci.deploy`. */
  readonly path: string;
  readonly reason: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What stands in `provenance.json` beside a stack's JSON. */
export interface Provenance {
  /** Name of the stack that it lies beside. */
  readonly stack?: string;
  /** By Terraform address. */
  readonly resources: ReadonlyMap<string, ResourceProvenance>;
  /** ARN of the boundary that every identity of the stack was declared to carry. */
  readonly permissionsBoundary?: string;
}

const numberAt = (value: JsonObject, key: string): number | undefined => {
  const inner = value[key];
  return typeof inner === "number" && Number.isInteger(inner) && inner > 0 ? inner : undefined;
};

const entryOf = (value: JsonObject): ResourceProvenance | undefined => {
  const path = textAt(value, "path");
  const reason = textAt(value, "reason");
  if (path === undefined || reason === undefined) return undefined;
  const [file, line, column] = [textAt(value, "file"), numberAt(value, "line"), numberAt(value, "column")];
  return {
    path,
    reason,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
};

/** Reads the text of a `provenance.json`; entries that are not understood are left out, the findings then lack a place. */
export const readProvenance = (text: string): Provenance | ReadFailure => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { failure: "provenance.json is not JSON; synthesise again" };
  }
  if (!isJsonObject(parsed) || parsed.schemaVersion !== 1)
    return { failure: 'provenance.json must have "schemaVersion": 1; synthesise again with this version' };
  const resources = new Map<string, ResourceProvenance>();
  for (const [address, value] of Object.entries(objectAt(parsed, "resources"))) {
    const entry = isJsonObject(value) ? entryOf(value) : undefined;
    if (entry !== undefined) resources.set(address, entry);
  }
  const [stack, permissionsBoundary] = [textAt(parsed, "stack"), textAt(parsed, "permissionsBoundary")];
  return {
    resources,
    ...(stack === undefined ? {} : { stack }),
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
  };
};
