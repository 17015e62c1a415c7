import { beforeView } from "./before-view";
import { templateValue } from "./expression-value";
import type { JsonObject, JsonValue } from "./json-value";
import { isJsonList, isJsonObject, listAt, mapTexts, objectAt, textAt, UnreadableInput } from "./json-value";
import {
  argumentReferences,
  type ConfiguredResource,
  configuredResources,
  isExpression,
  writtenValue,
} from "./plan-configuration";
import { planRefusal } from "./plan-refusal";
import {
  awsPlaceOf,
  type ConfiguredBlock,
  type PlannedOutput,
  type PlannedResource,
  type PlanView,
  planView,
  type ReadFailure,
  type UnknownValue,
  withoutKeys,
} from "./plan-view";
import { plannedChangesOf } from "./planned-changes";
import { profileArns } from "./profile-arns";
import type { Provenance } from "./provenance";
import { withoutReadBack } from "./read-back";
import { isFailure, parseObject, reasonOf } from "./read-synth";
import { redact } from "./redact";
import { resourcesBelow } from "./resources-below";
import { sensitiveLiterals } from "./sensitive-literals";
import { argumentsByAddress, synthScope } from "./synth-scope";

/** What is known of a plan besides its text. */
export interface PlanInput {
  /** Name of the stack. @default what provenance says, else the entry that `client_settings` names, else `unnamed` */
  readonly stack?: string;
  readonly provenance?: Provenance;
  /** Name of a stack of which nothing says what it is called. @default UNNAMED_STACK */
  readonly unnamed?: string;
  /** The stack's Terraform JSON, where it is at hand: a plan does not say what `local`s hold. */
  readonly synthText?: string;
}

/** Name of a stack of which nothing says what it is called. */
export const UNNAMED_STACK = "plan";

/** A plan that is understood: what rules need, before unknown values are filled in. */
interface Plan {
  readonly json: JsonObject;
  readonly configured: ReadonlyMap<string, ConfiguredResource>;
  readonly resolve: (text: string) => JsonValue;
}

/** One plan from both sides. */
export interface PlanSides {
  readonly before: PlanView;
  readonly after: PlanView;
}

const read = <T>(text: string, make: (json: JsonObject) => T): T | ReadFailure => {
  const json = parseObject(text);
  if (isFailure(json)) return json;
  const refusal = planRefusal(json);
  if (refusal !== undefined) return { failure: refusal };
  try {
    return make(json);
  } catch (error) {
    return { failure: `is a plan that cannot be read: ${reasonOf(error)}` };
  }
};

/** Reads `terraform show -json PLANFILE`, format 1.x: what is there after the apply. Never throws on what a file may hold. */
export const readPlan = (text: string, input: PlanInput = {}): PlanView | ReadFailure =>
  read(text, (json) => sidesOf(json, input).after);

/** As `readPlan`, with what was there before the apply. */
export const readPlanSides = (text: string, input: PlanInput = {}): PlanSides | ReadFailure =>
  read(text, (json) => {
    const { after, before } = sidesOf(json, input);
    return { before: before(), after };
  });

/** What is there after the apply, and what was there before it, which is read when it is asked for. */
const sidesOf = (json: JsonObject, input: PlanInput): { readonly after: PlanView; readonly before: () => PlanView } => {
  const configured = configuredResources(objectAt(json, "configuration"));
  const blocks = blocksOf(json);
  const companion = input.synthText === undefined ? {} : parseObject(input.synthText);
  const written = isFailure(companion) ? new Map<string, JsonObject>() : argumentsByAddress(companion);
  const scope = synthScope({
    locals: isFailure(companion) ? {} : objectAt(companion, "locals"),
    argumentsOf: (address) => written.get(address) ?? argumentsFromPlan(configured.get(address)),
    profileArnOf: profileArns(json),
    ...awsPlaceOf(blocks),
  });
  const plan: Plan = { json, configured, resolve: (text) => templateValue(text, scope) };
  const outputs = outputsOf(plan);
  const { provenance, unnamed = UNNAMED_STACK } = input;
  const stack = input.stack ?? provenance?.stack ?? entryOf(outputs) ?? unnamed;
  const resources = withoutReadBack(json, (address) => configuredAt(plan, address), resourcesOf(plan));
  const readBefore = (view: PlanView): PlanView => beforeView(json, view);
  const before = (): PlanView => after.once(readBefore);
  const after: PlanView = planView({
    ...{ stack, source: "plan", resources, outputs, blocks, before },
    changes: plannedChangesOf(json),
    ...(provenance ? { provenance } : {}),
  });
  return { after, before };
};

const argumentsFromPlan = (configured: ConfiguredResource | undefined): JsonObject | undefined => {
  const written = configured === undefined ? undefined : writtenValue(configured.expressions);
  return isJsonObject(written) ? written : undefined;
};

/** Changes of every resource that exists after the apply. */
const resourcesOf = (plan: Plan): PlannedResource[] => {
  const resources: PlannedResource[] = [];
  const seen = new Set<string>();
  for (const [index, change] of listAt(plan.json, "resource_changes").entries()) {
    const address = textAt(change, "address");
    if (address === undefined) throw new UnreadableInput(`resource_changes[${index}] has no address`);
    seen.add(address);
    const { after, after_unknown, after_sensitive } = objectAt(change, "change");
    if (!isJsonObject(after)) continue;
    resources.push(resourceOf(plan, change as JsonObject, { after, after_unknown, after_sensitive }));
  }
  for (const resource of resourcesBelow(objectAt(plan.json, "planned_values").root_module)) {
    const address = textAt(resource, "address");
    if (address === undefined || seen.has(address)) continue;
    const after = objectAt(resource, "values");
    resources.push(resourceOf(plan, resource, { after, after_sensitive: resource.sensitive_values }));
  }
  return resources;
};

interface Change {
  readonly after: JsonObject;
  readonly after_unknown?: JsonValue;
  readonly after_sensitive?: JsonValue;
}

const configuredAt = (plan: Plan, address: string): ConfiguredResource | undefined =>
  plan.configured.get(withoutKeys(address));

const resourceOf = (plan: Plan, stated: JsonObject, change: Change): PlannedResource => {
  const address = textAt(stated, "address") ?? "";
  const type = textAt(stated, "type") ?? "";
  const configured = configuredAt(plan, address);
  const { values, unknown } = withUnknown(plan, change, configured);
  const literals = sensitiveLiterals(change.after_sensitive, configured?.expressions ?? {});
  return {
    address,
    mode: stated.mode === "data" ? "data" : "managed",
    type,
    provider: (configured?.provider ?? type.split("_")[0] ?? "").replace(":", "."),
    values: redact(values, change.after_sensitive) as JsonObject,
    unknown,
    ...(literals.length === 0 ? {} : { literals }),
  };
};

/** Fills in, where the configuration shows it, what stands for the values that the plan does not know. */
const withUnknown = (plan: Plan, { after, after_unknown }: Change, configured: ConfiguredResource | undefined) => {
  const unknown: UnknownValue[] = [];
  if (!isJsonObject(after_unknown) || configured === undefined) return { values: after, unknown };
  const filled: [string, JsonValue | undefined][] = [];
  for (const argument of Object.keys(after_unknown)) {
    const expression = configured.expressions[argument];
    if (expression === undefined || !holdsTrue(after_unknown[argument])) continue;
    unknown.push({ argument, ...argumentReferences(expression, configured) });
    const written = configured.modulePrefix === "" ? writtenValue(expression) : undefined;
    filled.push([argument, fill(after[argument], after_unknown[argument], written, plan.resolve)]);
  }
  return { values: unknown.length === 0 ? after : { ...after, ...Object.fromEntries(filled) }, unknown };
};

const holdsTrue = (value: JsonValue | undefined, depth = 0): boolean => {
  if (value === true) return true;
  if (typeof value !== "object" || value === null || depth > 100) return false;
  return Object.values(value).some((inner) => holdsTrue(inner as JsonValue, depth + 1));
};

/** The known value, with what was written (its references marked) at every place that is not known. */
const fill = (
  known: JsonValue | undefined,
  unknown: JsonValue | undefined,
  written: JsonValue | undefined,
  resolve: (text: string) => JsonValue,
): JsonValue | undefined => {
  if (unknown === true) return written === undefined ? undefined : mapTexts(written, resolve);
  if (isJsonList(unknown)) {
    const [knownList, writtenList] = [isJsonList(known) ? known : [], isJsonList(written) ? written : []];
    const length = Math.max(knownList.length, unknown.length);
    return Array.from({ length }, (_, at) => fill(knownList[at], unknown[at], writtenList[at], resolve) ?? null);
  }
  if (!isJsonObject(unknown)) return known;
  const [knownObject, writtenObject] = [isJsonObject(known) ? known : {}, isJsonObject(written) ? written : {}];
  const filled = Object.keys(unknown).map((key) => {
    return [key, fill(knownObject[key], unknown[key], writtenObject[key], resolve)] as const;
  });
  return { ...knownObject, ...Object.fromEntries(filled) };
};

const outputsOf = ({ json, resolve }: Plan): Record<string, PlannedOutput> => {
  const expressions = objectAt(objectAt(objectAt(json, "configuration"), "root_module"), "outputs");
  const planned = objectAt(objectAt(json, "planned_values"), "outputs");
  const outputOf = ([name, change]: [string, JsonValue | undefined]): [string, PlannedOutput][] => {
    if (!isJsonObject(change)) return [];
    const { after = objectAt(planned, name).value, after_unknown, after_sensitive } = change;
    const written = writtenValue(objectAt(expressions, name).expression);
    const sensitive = after_sensitive === true || objectAt(planned, name).sensitive === true;
    const value = redact(fill(after, after_unknown, written, resolve), sensitive || after_sensitive);
    return [[name, { value, sensitive }]];
  };
  return Object.fromEntries(Object.entries({ ...planned, ...objectAt(json, "output_changes") }).flatMap(outputOf));
};

const entryOf = (outputs: Readonly<Record<string, PlannedOutput>>): string | undefined => {
  const teams = objectAt(outputs.client_settings?.value, "teams");
  for (const identities of Object.values(teams)) {
    for (const document of Object.values(isJsonObject(identities) ? identities : {})) {
      const entry = textAt(objectAt(document, "facts"), "entry");
      if (entry !== undefined) return entry;
    }
  }
  return undefined;
};

const blocksOf = (json: JsonObject): ConfiguredBlock[] => {
  const providers = objectAt(objectAt(json, "configuration"), "provider_config");
  const blocks: ConfiguredBlock[] = Object.entries(providers).flatMap(([key, provider]) => {
    const values = isExpression(provider) ? undefined : writtenValue(objectAt(provider, "expressions"));
    return values === undefined ? [] : [{ address: `provider.${key.replace(":", ".")}`, values }];
  });
  const declared = objectAt(objectAt(objectAt(json, "configuration"), "root_module"), "variables");
  for (const [name, variable] of Object.entries(objectAt(json, "variables"))) {
    const values = redact(variable, objectAt(declared, name).sensitive === true);
    if (values !== undefined) blocks.push({ address: `variable.${name}`, values });
  }
  return blocks;
};
