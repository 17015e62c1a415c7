import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";

/** Name of the variable that a key's value comes from: `TF_VAR_key_value`. */
export const KEY_VALUE_VARIABLE = "key_value";

/**
 * Reference to the variable that holds a key while it is written. It is ephemeral: neither a plan nor a state holds it, and
 * only a write-only argument takes it. Left out, it is the empty text, which AWS refuses to store.
 */
export const keyValue = (scope: Construct): string => {
  const variable = new TerraformVariable(scope, "KeyValue", {
    type: "string",
    sensitive: true,
    default: "",
    description: "The key; give it to the plan and to the apply that write a new version, and to no other",
  });
  variable.overrideLogicalId(KEY_VALUE_VARIABLE);
  variable.addOverride("ephemeral", true);
  return variable.stringValue;
};
