import type { JsonObject, JsonValue } from "./json-value";
import { listAt, objectAt, textAt, textsOf } from "./json-value";
import type { ConfiguredResource } from "./plan-configuration";
import type { PlannedResource } from "./plan-view";

/** What a role had by resources of its own before the apply: policies by name, and attached ones by ARN. */
type HadByResource = ReadonlyMap<string, ReadonlySet<string>>;

const NAMING = new Map([
  ["aws_iam_role_policy", "name"],
  ["aws_iam_role_policy_attachment", "policy_arn"],
]);

const hadByResource = (json: JsonObject): HadByResource => {
  const had = new Map<string, Set<string>>();
  for (const stated of listAt(json, "resource_changes")) {
    const naming = NAMING.get(textAt(stated, "type") ?? "");
    if (naming === undefined) continue;
    const { before } = objectAt(stated, "change");
    const [role, named] = [textAt(before, "role"), textAt(before, naming)];
    if (role !== undefined && named !== undefined) had.set(role, (had.get(role) ?? new Set()).add(named));
  }
  return had;
};

const without = (had: ReadonlySet<string>, configured: JsonObject, values: JsonObject): JsonObject => {
  const left = (argument: string, isLeft: (value: JsonValue) => boolean): JsonObject =>
    Object.hasOwn(values, argument) && !Object.hasOwn(configured, argument)
      ? { [argument]: listAt(values, argument).filter(isLeft) }
      : {};
  return {
    ...values,
    ...left("inline_policy", (block) => !had.has(textAt(block, "name") ?? "")),
    ...left("managed_policy_arns", (arn) => !textsOf([arn]).some((text) => had.has(text))),
  };
};

/**
 * Takes out of roles what the AWS provider reads back into them although resources of their own make it: a plan carries the
 * old documents on in `inline_policy` and `managed_policy_arns`, whatever becomes of those resources. What a role has from
 * elsewhere, and what its configuration writes, stays.
 *
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role (inline_policy, managed_policy_arns)
 */
export const withoutReadBack = (
  json: JsonObject,
  configuredAt: (address: string) => ConfiguredResource | undefined,
  resources: readonly PlannedResource[],
): readonly PlannedResource[] => {
  const had = hadByResource(json);
  if (had.size === 0) return resources;
  return resources.map((resource) => {
    const { type, address, values } = resource;
    const ofRole = type === "aws_iam_role" ? had.get(textAt(values, "name") ?? "") : undefined;
    const configured = ofRole === undefined ? undefined : configuredAt(address);
    if (ofRole === undefined || configured === undefined) return resource;
    return { ...resource, values: without(ofRole, configured.expressions, values) };
  });
};
