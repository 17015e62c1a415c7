import { isJsonList, isJsonObject, type JsonObject, textAt } from "./json-value";

/** Why JSON is no plan that can be judged, as the end of a sentence; `undefined` for one that can be. */
export const planRefusal = (json: JsonObject): string | undefined => {
  const version = textAt(json, "format_version");
  if (version === undefined && typeof json.serial === "number" && textAt(json, "lineage") !== undefined)
    return "is a state; give the output of `terraform show -json PLANFILE`";
  if (version === undefined) return 'has no "format_version": it is no output of "terraform show -json PLANFILE"';
  if (!/^1\.\d+$/.test(version))
    return `has format version ${JSON.stringify(version.slice(0, 20))}; versions 1.x are understood`;
  if (!isJsonList(json.resource_changes) && !isJsonObject(json.planned_values))
    return 'holds no planned changes: give the output of "terraform show -json PLANFILE", not of a state';
  if (json.errored === true) return "is the plan of a run that failed; plan again";
  return undefined;
};
