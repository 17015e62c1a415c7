import { TerraformOutput } from "cdktf";
import { IdentityCenter, type IdentityCenterProps } from "../../../constructs/aws/identity-center";
import { synthStack } from "../../helpers/synth";

const INSTANCE = "arn:aws:sso:::instance/ssoins-6987c0ffee123456";
const STORE = "d-99c0ffee12";
/** Data sources of an Identity Center of which the instance is used, and by name a group. */
const lookedUp = (props: IdentityCenterProps, group?: string): string[] => {
  const { data = {} } = synthStack((stack) => {
    const center = new IdentityCenter(stack, "IdentityCenter", props);
    new TerraformOutput(stack, "instance", { value: center.instanceArn });
    if (group !== undefined) center.groupIdOf(stack, "people", group);
  });
  return Object.keys(data).sort();
};

const [GROUP, INSTANCES] = ["aws_identitystore_group", "aws_ssoadmin_instances"];
test.each<readonly [string, IdentityCenterProps, string | undefined, readonly string[]]>([
  ["nothing, when both are declared", { instanceArn: INSTANCE, identityStoreId: STORE }, undefined, []],
  ["nothing, when groups come by id, which makes the store needless", { instanceArn: INSTANCE }, undefined, []],
  ["the group alone, when both are declared", { instanceArn: INSTANCE, identityStoreId: STORE }, "g", [GROUP]],
  ["the store too, for a group by its name", { instanceArn: INSTANCE }, "g", [GROUP, INSTANCES]],
  ["the instance, when it is not declared", { identityStoreId: STORE }, undefined, [INSTANCES]],
])("looks up %s", (_name, props, group, sources) => {
  expect(lookedUp(props, group)).toEqual(sources);
});
