import { isJsonObject, type JsonObject, type JsonValue, listAt } from "./json-value";

/** Deepest nesting of modules that is read. */
const DEEPEST = 20;

/** Resources of a module, and of all modules in it, as `planned_values` and `prior_state` list them. */
export const resourcesBelow = (module: JsonValue | undefined, depth = 0): readonly JsonObject[] => [
  ...listAt(module, "resources").filter(isJsonObject),
  ...(depth > DEEPEST ? [] : listAt(module, "child_modules")).flatMap((child) => resourcesBelow(child, depth + 1)),
];
