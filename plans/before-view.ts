import type { JsonObject, JsonValue } from "./json-value";
import { isJsonObject, listAt, objectAt, textAt } from "./json-value";
import { type PlannedOutput, type PlannedResource, type PlanView, planView } from "./plan-view";
import { readingsOf } from "./policy-reading";
import { redact } from "./redact";
import { resourcesBelow } from "./resources-below";

const resourceOf = (stated: JsonValue, values: JsonObject, sensitive: JsonValue | undefined): PlannedResource => {
  const type = textAt(stated, "type") ?? "";
  return {
    address: textAt(stated, "address") ?? "",
    mode: textAt(stated, "mode") === "data" ? "data" : "managed",
    type,
    provider: type.split("_")[0] ?? "",
    values: redact(values, sensitive) as JsonObject,
    unknown: [],
  };
};

/** What existed before, under the address that it has in this plan. */
const resourcesOf = (json: JsonObject): PlannedResource[] => {
  const resources: PlannedResource[] = [];
  const seen = new Set<string>();
  for (const stated of listAt(json, "resource_changes")) {
    const { before, before_sensitive } = objectAt(stated, "change");
    seen.add(textAt(stated, "address") ?? "");
    if (isJsonObject(before)) resources.push(resourceOf(stated, before, before_sensitive));
  }
  for (const stated of resourcesBelow(objectAt(objectAt(json, "prior_state"), "values").root_module)) {
    if (seen.has(textAt(stated, "address") ?? "")) continue;
    resources.push(resourceOf(stated, objectAt(stated, "values"), stated.sensitive_values));
  }
  return resources;
};

const outputsOf = (json: JsonObject): Record<string, PlannedOutput> => {
  const outputs: Record<string, PlannedOutput> = {};
  const known = objectAt(objectAt(objectAt(json, "prior_state"), "values"), "outputs");
  const changes = objectAt(json, "output_changes");
  for (const name of new Set([...Object.keys(known), ...Object.keys(changes)])) {
    const { before = objectAt(known, name).value, before_sensitive } = objectAt(changes, name);
    if (before === undefined || before === null) continue;
    const sensitive = before_sensitive === true || objectAt(known, name).sensitive === true;
    outputs[name] = { value: redact(before, sensitive || before_sensitive), sensitive };
  }
  return outputs;
};

/**
 * The same stack as it is before the apply, as far as the plan holds it; places and provider blocks are those of the plan, and
 * documents that stand on both sides are read once.
 */
export const beforeView = (json: JsonObject, after: PlanView): PlanView => {
  const { stack, source, blocks, provenance } = after;
  const parts = { stack, source, blocks, resources: resourcesOf(json), outputs: outputsOf(json) };
  const shared = new Map<unknown, unknown>([[readingsOf, after.once(readingsOf)]]);
  return planView({ ...parts, ...(provenance === undefined ? {} : { provenance }) }, shared);
};
