import type { JsonObject, JsonValue } from "./json-value";
import { isJsonList, isJsonObject, textAt } from "./json-value";
import { listIn } from "./list-in";
import type { PlannedChange } from "./planned-changes";
import type { Provenance } from "./provenance";
import { addressesIn } from "./template-text";

/** An input that could not be read, in one sentence. */
export interface ReadFailure {
  readonly failure: string;
}

/** A configured value that the plan does not know yet. */
export interface UnknownValue {
  /** Top-level argument, `policy`. */
  readonly argument: string;
  /** Addresses that it refers to; empty when the plan does not say. */
  readonly references: readonly string[];
  /** Those of them that name one instance by its key, `aws_iam_role.team["a"]`. @default none, or the input does not say */
  readonly instances?: readonly string[];
}

/** One resource or data source, alike for synthesised JSON and for plans. */
export interface PlannedResource {
  /** `aws_iam_role.payments_people`, with its module path and key in a plan. */
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  /** Key of the provider configuration: `aws`, `aws.identity_center`. */
  readonly provider: string;
  /** Sensitive values are redacted; what only an apply knows is a mark (`reference.ts`) or left out. */
  readonly values: JsonObject;
  readonly unknown: readonly UnknownValue[];
  /** Sensitive arguments that the configuration states as a literal. @default none, or the configuration is not at hand */
  readonly literals?: readonly string[];
}

/** One output, its value redacted and marked as those of resources are. */
export interface PlannedOutput {
  readonly value: JsonValue | undefined;
  readonly sensitive: boolean;
}

/** What else stands in the configuration: provider blocks, backend, variables. */
export interface ConfiguredBlock {
  /** `provider.aws`, `terraform.backend`, `variable.key`. */
  readonly address: string;
  readonly values: JsonValue;
}

/** What both kinds of input say, before it is indexed. */
export interface PlanParts {
  readonly stack: string;
  readonly source: "synth" | "plan";
  readonly resources: readonly PlannedResource[];
  /** @default nothing: a synth does not know what is there */
  readonly changes?: readonly PlannedChange[];
  readonly outputs: Readonly<Record<string, PlannedOutput>>;
  readonly blocks: readonly ConfiguredBlock[];
  readonly provenance?: Provenance;
  /** The same stack as it is before the apply, read when it is asked for. @default a synth does not know what is there */
  readonly before?: () => PlanView;
}

/** Read-only view of one stack, the only thing that rules see. */
export interface PlanView extends PlanParts {
  /** Account of the default AWS provider configuration, where it is stated. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** Managed resources of a type, in the order of the input. */
  ofType(type: string): readonly PlannedResource[];
  /** The resource or data source (without its key) at an address. */
  find(address: string): PlannedResource | undefined;
  /** Whether every address lies in this plan; false for none. */
  holdsAll(addresses: readonly string[]): boolean;
  /** What `compute` makes of this view, computed once however many rules ask for it. */
  once<T>(compute: (view: PlanView) => T): T;
}

/** An address without the keys of modules and instances. */
export const withoutKeys = (address: string): string => address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");

/** Place of an AWS provider configuration, the default one unless another is named. */
export const awsPlaceOf = (
  blocks: readonly ConfiguredBlock[],
  provider = "provider.aws",
): { account?: string; region?: string } => {
  const values = blocks.find(({ address }) => address === provider)?.values;
  if (!isJsonObject(values)) return {};
  const allowed = values.allowed_account_ids;
  const account = isJsonList(allowed) && allowed.length === 1 ? allowed[0] : undefined;
  const region = textAt(values, "region");
  return {
    ...(typeof account === "string" ? { account } : {}),
    ...(region === undefined ? {} : { region }),
  };
};

/**
 * Indexes what was read.
 * @param shared what `once` knows already, by what computes it
 */
export const planView = (parts: PlanParts, shared: ReadonlyMap<unknown, unknown> = new Map()): PlanView => {
  const byType = new Map<string, PlannedResource[]>();
  const byAddress = new Map<string, PlannedResource>();
  for (const resource of parts.resources) {
    const address = withoutKeys(resource.address);
    byAddress.set(address, resource);
    if (resource.mode === "data") continue;
    listIn(byType, resource.type).push(resource);
  }
  const { account, region } = awsPlaceOf(parts.blocks);
  const computed = new Map(shared);
  const view: PlanView = {
    ...parts,
    account,
    region,
    ofType: (type) => byType.get(type) ?? [],
    find: (address) => byAddress.get(withoutKeys(address)),
    holdsAll: (addresses) => addresses.length > 0 && addresses.every((address) => byAddress.has(withoutKeys(address))),
    once: <T>(compute: (of: PlanView) => T): T => {
      if (!computed.has(compute)) computed.set(compute, compute(view));
      return computed.get(compute) as T;
    },
  };
  return view;
};

/** Addresses that any of these expressions refers to; sorted, each once. */
export const addressesOf = (expressions: readonly string[]): readonly string[] =>
  [...new Set(expressions.flatMap(addressesIn))].sort();
