import type { JsonObject } from "./json-value";
import { isJsonList, isJsonObject, objectAt, textAt, UnreadableInput } from "./json-value";
import {
  awsPlaceOf,
  type ConfiguredBlock,
  type PlannedOutput,
  type PlannedResource,
  type PlanView,
  planView,
  type ReadFailure,
} from "./plan-view";
import type { Provenance } from "./provenance";
import { argumentsByAddress, resolveArguments, synthScope } from "./synth-scope";

/** Deepest nesting of a file that is read. */
const DEEPEST = 200;

/** What is known of an input besides its text. */
export interface SynthInput {
  /** Name of the stack, as findings say it. */
  readonly stack: string;
  readonly provenance?: Provenance;
}

/** Where a text of JSON breaks, as far as the parser says it; its own message would quote the text, secrets and all. */
const breakOf = (text: string, message: string): string => {
  const position = / JSON at position (\d{1,12})(?: \(line \d+ column \d+\))?$/.exec(message)?.[1];
  if (position === undefined) return "";
  const before = text.slice(0, Number(position)).split("\n");
  return ` (line ${before.length}, column ${(before.at(-1) ?? "").length + 1})`;
};

const notJson = (text: string, error: unknown): string => {
  if (text.startsWith('{"@level"'))
    return "is a log of `terraform plan -json`; give the output of `terraform show -json`";
  return `is not JSON${breakOf(text, error instanceof Error ? error.message : "")}; it may be cut off`;
};

/** Whether a value is nested deeper than any honest one: what reads it recurses. */
const isTooDeep = (value: unknown, depth = 0): boolean => {
  if (typeof value !== "object" || value === null) return false;
  if (depth > DEEPEST) return true;
  if (Array.isArray(value)) return value.some((inner) => isTooDeep(inner, depth + 1));
  for (const key in value) if (isTooDeep((value as JsonObject)[key], depth + 1)) return true;
  return false;
};

/** Parses JSON whose top is an object; the failure quotes nothing of the text. */
export const parseObject = (text: string): JsonObject | ReadFailure => {
  try {
    const parsed: unknown = JSON.parse(text);
    if (!isJsonObject(parsed)) return { failure: "holds JSON, but no object at its top" };
    return isTooDeep(parsed) ? { failure: `is nested deeper than ${DEEPEST} levels` } : parsed;
  } catch (error) {
    return { failure: notJson(text, error) };
  }
};

/** Whether something could not be read. */
export const isFailure = (value: object): value is ReadFailure =>
  Object.hasOwn(value, "failure") && Object.keys(value).length === 1;

/** Configured blocks of providers, backend and variables, as they stand. */
const blocksOf = (configuration: JsonObject): ConfiguredBlock[] => {
  const blocks: ConfiguredBlock[] = [];
  for (const [name, configured] of Object.entries(objectAt(configuration, "provider"))) {
    for (const values of isJsonList(configured) ? configured : [configured]) {
      const alias = textAt(values, "alias");
      if (values !== undefined)
        blocks.push({ address: `provider.${name}${alias === undefined ? "" : `.${alias}`}`, values });
    }
  }
  for (const [kind, values] of Object.entries(objectAt(objectAt(configuration, "terraform"), "backend"))) {
    if (values !== undefined) blocks.push({ address: `terraform.backend.${kind}`, values });
  }
  for (const [name, values] of Object.entries(objectAt(configuration, "variable"))) {
    if (values !== undefined) blocks.push({ address: `variable.${name}`, values });
  }
  return blocks;
};

const resourceOf = (address: string, values: JsonObject): PlannedResource => {
  const [mode, type] = address.startsWith("data.")
    ? (["data", address.split(".")[1] ?? ""] as const)
    : (["managed", address.split(".")[0] ?? ""] as const);
  const configured = textAt(values, "provider") ?? type.split("_")[0] ?? "";
  return { address, mode, type, provider: configured.replace(/^\$\{(.*)\}$/, "$1"), values, unknown: [] };
};

/** Why a parsed input cannot be read: in this room's own words, never in those of the engine, which may quote a value. */
export const reasonOf = (error: unknown): string =>
  error instanceof UnreadableInput
    ? error.message
    : error instanceof RangeError
      ? "it is nested too deeply"
      : "unknown form";

/** Reads the Terraform JSON of one stack, as `cdktf synth` writes it. Never throws on what a file may hold. */
export const readSynth = (text: string, { stack, provenance }: SynthInput): PlanView | ReadFailure => {
  const configuration = parseObject(text);
  if (isFailure(configuration)) return configuration;
  try {
    return viewOf(configuration, stack, provenance);
  } catch (error) {
    return { failure: `cannot be read: ${reasonOf(error)}` };
  }
};

const viewOf = (configuration: JsonObject, stack: string, provenance: Provenance | undefined): PlanView => {
  const configured = argumentsByAddress(configuration);
  const blocks = blocksOf(configuration);
  const scope = synthScope({
    locals: objectAt(configuration, "locals"),
    argumentsOf: (address) => configured.get(address),
    ...awsPlaceOf(blocks),
  });
  const resources = [...configured].map(([address, block]) => resourceOf(address, resolveArguments(block, scope)));
  const outputs = Object.fromEntries(
    Object.entries(objectAt(configuration, "output")).flatMap(([name, block]): [string, PlannedOutput][] => {
      if (!isJsonObject(block)) return [];
      return [[name, { value: resolveArguments(block, scope).value, sensitive: block.sensitive === true }]];
    }),
  );
  return planView({ stack, source: "synth", resources, outputs, blocks, ...(provenance ? { provenance } : {}) });
};
