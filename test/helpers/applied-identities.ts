import { readClientSettingsOutput } from "../../settings/client-settings-output";
import type { AwsFacts } from "../../settings/facts";
import { type BedrockDocument, bedrockDocuments } from "./bedrock-documents";

/** A resource as `terraform show -json` prints it. */
export interface StateResource {
  readonly type: string;
  readonly mode?: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** An identity with the documents that were applied for it. */
export interface AppliedIdentity extends BedrockDocument {
  /** `payments ci/deploy`. */
  readonly name: string;
  /** Every identity policy that Terraform applied to it. */
  readonly policies: readonly object[];
}

const parsed = (text: unknown): object => JSON.parse(String(text)) as object;

const policiesOfRole = (roleArn: string, resources: readonly StateResource[]): object[] => {
  const role = roleArn.slice(roleArn.lastIndexOf("/") + 1);
  return resources
    .filter(({ type, values }) => type === "aws_iam_role_policy" && values.role === role)
    .map(({ values }) => parsed(values.policy));
};

const policiesOfPermissionSet = (name: string, resources: readonly StateResource[]): object[] => {
  const set = resources.find(({ type, values }) => type === "aws_ssoadmin_permission_set" && values.name === name);
  const onSet = (type: string) =>
    resources.filter((resource) => resource.type === type && resource.values.permission_set_arn === set?.values.arn);
  const attached = onSet("aws_ssoadmin_customer_managed_policy_attachment").map(({ values }) => {
    const [reference] = [values.customer_managed_policy_reference].flat() as { name: string }[];
    const policy = resources.find(
      ({ type, values: { name } }) => type === "aws_iam_policy" && name === reference?.name,
    );
    return parsed(policy?.values.policy);
  });
  return [
    ...onSet("aws_ssoadmin_permission_set_inline_policy").map(({ values }) => parsed(values.inline_policy)),
    ...attached,
  ];
};

/** Every identity policy that Terraform applied to the holder of a document. */
export const appliedPolicies = (
  { signIn, roleArn, team, identity }: AwsFacts,
  resources: readonly StateResource[],
): readonly object[] => {
  const policies =
    signIn.kind === "identityCenter"
      ? policiesOfPermissionSet(signIn.permissionSetName, resources)
      : policiesOfRole(roleArn ?? "", resources);
  if (policies.length === 0) throw new Error(`${team} ${identity} has no applied policy`);
  return policies;
};

/** Identities of one applied stack: its output `client_settings`, and its resources from the state. */
export const appliedIdentities = (outputs: unknown, resources: readonly StateResource[]): AppliedIdentity[] => {
  const read = readClientSettingsOutput(outputs);
  if (!read.ok) throw new Error(read.problems.join("; "));
  return bedrockDocuments(read.documents).map((document) => {
    const { team, identity } = document.facts;
    return { ...document, name: `${team} ${identity}`, policies: appliedPolicies(document.facts, resources) };
  });
};
