import type { JsonObject } from "./json-value";
import { isJsonList, isJsonObject, objectAt, textAt } from "./json-value";
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

/** What is known of an input besides its text. */
export interface SynthInput {
  /** Name of the stack, as findings say it. */
  readonly stack: string;
  readonly provenance?: Provenance;
}

/** Parses JSON whose top is an object; the failure says where it breaks, in one line. */
export const parseObject = (text: string): JsonObject | ReadFailure => {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : { failure: "holds JSON, but no object at its top" };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "").slice(0, 120) : "unreadable";
    return { failure: `is not JSON (${reason}); it may be cut off` };
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

/** Reads the Terraform JSON of one stack, as `cdktf synth` writes it. Never throws on what a file may hold. */
export const readSynth = (text: string, { stack, provenance }: SynthInput): PlanView | ReadFailure => {
  const configuration = parseObject(text);
  if (isFailure(configuration)) return configuration;
  try {
    return viewOf(configuration, stack, provenance);
  } catch (error) {
    return { failure: `cannot be read: ${error instanceof Error ? error.message : "unknown form"}` };
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
  const outputs: Record<string, PlannedOutput> = {};
  for (const [name, block] of Object.entries(objectAt(configuration, "output"))) {
    if (!isJsonObject(block)) continue;
    outputs[name] = { value: resolveArguments(block, scope).value, sensitive: block.sensitive === true };
  }
  return planView({ stack, source: "synth", resources, outputs, blocks, ...(provenance ? { provenance } : {}) });
};
