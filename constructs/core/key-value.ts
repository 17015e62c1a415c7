import { TerraformResource, TerraformVariable } from "cdktf";
import { Construct } from "constructs";

/** Name of the variable that a key's value comes from: `TF_VAR_key_value`. */
const KEY_VALUE_VARIABLE = "key_value";

/** Runs wherever CDKTF does; its output is kept back by Terraform, since it was given something sensitive. */
const IS_GIVEN = 'node -e "process.exit(process.env.KEY_VALUE ? 0 : 1)"';

/** Stands for one version of a value: made anew with each, and only where a value was given. */
class GivenValue extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly version: number,
    value: string,
  ) {
    super(scope, id, { terraformResourceType: "terraform_data" });
    // The one place besides write-only arguments that takes an ephemeral value, and it runs for a new version only.
    const check = { command: IS_GIVEN, environment: { KEY_VALUE: value }, quiet: true };
    this.addOverride("provisioner", [{ "local-exec": check }]);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { triggers_replace: [this.version] };
  }
}

/**
 * A key while it is written. The variable is ephemeral: neither a plan nor a state holds it, and it need not be set while
 * the version stays. A new version without a value is refused by the apply, before anything is written.
 */
export class KeyValue extends Construct {
  /** Reference to the value, for a write-only argument. */
  readonly value: string;
  /** What has to be there before the value is written. */
  readonly given: TerraformResource;

  constructor(scope: Construct, id: string, version: number) {
    super(scope, id);
    const variable = new TerraformVariable(this, "Value", {
      type: "string",
      sensitive: true,
      default: "",
      description: "The key; give it to the apply that writes a new version, and to no other",
    });
    variable.overrideLogicalId(KEY_VALUE_VARIABLE);
    variable.addOverride("ephemeral", true);
    this.value = variable.stringValue;
    this.given = new GivenValue(this, "Given", version, this.value);
    this.given.overrideLogicalId("key_value_is_given");
  }
}
