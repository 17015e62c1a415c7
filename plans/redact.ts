import type { JsonObject, JsonValue } from "./json-value";
import { isJsonList, isJsonObject } from "./json-value";

/** What stands where a sensitive value was. */
export const REDACTED = "(sensitive)";

/** Whether anything is marked in marks that have another shape than the value: all of it is then sensitive. */
const marksAny = (sensitive: JsonValue | undefined): boolean =>
  sensitive === true ||
  (typeof sensitive === "object" && sensitive !== null && Object.values(sensitive).some(marksAny));

/** Replaces what Terraform marks as sensitive (`after_sensitive`): `true` at a place covers all below it. */
export const redact = (value: JsonValue | undefined, sensitive: JsonValue | undefined): JsonValue | undefined => {
  if (value === undefined || value === null) return value;
  if (sensitive === true) return REDACTED;
  if (isJsonList(value) !== isJsonList(sensitive) || isJsonObject(value) !== isJsonObject(sensitive))
    return marksAny(sensitive) ? REDACTED : value;
  if (isJsonList(value)) {
    if (!isJsonList(sensitive)) return value;
    const redacted = value.map((item, index) => redact(item, sensitive[index]) ?? null);
    return redacted.some((item, index) => item !== value[index]) ? redacted : value;
  }
  if (!isJsonObject(value) || !isJsonObject(sensitive)) return value;
  return redactObject(value, sensitive);
};

const redactObject = (value: JsonObject, sensitive: JsonObject): JsonObject => {
  const changed = Object.keys(sensitive).flatMap((key) => {
    if (sensitive[key] === false || !Object.hasOwn(value, key)) return [];
    const redacted = redact(value[key], sensitive[key]);
    return redacted === value[key] ? [] : [[key, redacted] as const];
  });
  return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) };
};
