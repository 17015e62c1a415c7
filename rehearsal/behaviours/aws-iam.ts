import type { Caller, ResourceBehaviour, Things } from "../plugin/behaviour";
import { hexOf } from "../plugin/hex-of";
import type { Values } from "../plugin/values";
import { allTags, iamArn, plannedTags, REHEARSAL_DATE, text, uniqueId } from "./aws-caller";

/** Roles with such names come from these stacks, so they must be there; any other may have been there before. */
const OWN_ROLES = "claude_";

const nameKey = (values: Values, { account }: Caller): string => `${account}/${text(values.name).toLowerCase()}`;

const needsRole = (values: Values, caller: Caller, all: Things): string | undefined => {
  const name = text(values.role);
  const key = `aws_iam_role/${nameKey({ name }, caller)}`;
  if (key in all || !name.startsWith(OWN_ROLES)) return undefined;
  return `NoSuchEntity: The role with name ${name} cannot be found.`;
};

/** Keys of the policies that hang on a role. An instance profile is no hindrance: the real provider takes the role out. */
const policiesOf = (values: Values, caller: Caller, all: Things): string[] =>
  Object.entries(all).flatMap(([key, thing]) => {
    const [type, account] = key.split("/");
    const hangs = type === "aws_iam_role_policy" || type === "aws_iam_role_policy_attachment";
    return hangs && account === caller.account && thing.role === values.name ? [key] : [];
  });

const role: ResourceBehaviour = {
  identity: nameKey,
  planned: plannedTags,
  computed: (values, caller) => ({
    ...allTags(values, caller),
    id: values.name,
    arn: iamArn(caller, `role${text(values.path) || "/"}${text(values.name)}`),
    unique_id: uniqueId("AROA", caller, text(values.name)),
    create_date: REHEARSAL_DATE,
    name_prefix: "",
  }),
  refuseDelete: (values, caller, all) => {
    if (values.force_detach_policies === true) return undefined;
    const used = policiesOf(values, caller, all);
    return used.length > 0 ? `DeleteConflict: role ${text(values.name)} still has ${used.join(", ")}` : undefined;
  },
  alsoDeleted: policiesOf,
};

const rolePolicy: ResourceBehaviour = {
  identity: (values, { account }) => `${account}/${text(values.role)}:${text(values.name)}`,
  computed: (values) => ({ id: `${text(values.role)}:${text(values.name)}`, name_prefix: "" }),
  refuse: needsRole,
};

const rolePolicyAttachment: ResourceBehaviour = {
  identity: (values, { account }) => `${account}/${text(values.role)}/${text(values.policy_arn)}`,
  computed: (values) => ({ id: `${text(values.role)}-${hexOf(text(values.policy_arn), 26)}` }),
  refuse: needsRole,
};

const policy: ResourceBehaviour = {
  identity: nameKey,
  planned: plannedTags,
  computed: (values, caller) => {
    const arn = iamArn(caller, `policy${text(values.path) || "/"}${text(values.name)}`);
    const policyId = uniqueId("ANPA", caller, text(values.name));
    return { ...allTags(values, caller), id: arn, arn, policy_id: policyId, attachment_count: 0, name_prefix: "" };
  },
  refuseDelete: (values, _caller, all) => {
    const used = Object.entries(all).filter(
      ([key, thing]) => key.startsWith("aws_iam_role_policy_attachment/") && thing.policy_arn === values.arn,
    );
    return used.length > 0 ? `DeleteConflict: policy ${text(values.name)} is still attached` : undefined;
  },
};

const instanceProfile: ResourceBehaviour = {
  identity: nameKey,
  planned: plannedTags,
  computed: (values, caller) => ({
    ...allTags(values, caller),
    id: values.name,
    arn: iamArn(caller, `instance-profile${text(values.path) || "/"}${text(values.name)}`),
    unique_id: uniqueId("AIPA", caller, text(values.name)),
    create_date: REHEARSAL_DATE,
    name_prefix: "",
  }),
  refuse: needsRole,
};

const issuer = (values: Values): string => text(values.url).replace(/^https:\/\//, "");
const openIdProvider: ResourceBehaviour = {
  identity: (values, { account }) => `${account}/${issuer(values)}`,
  planned: plannedTags,
  computed: (values, caller) => {
    const arn = iamArn(caller, `oidc-provider/${issuer(values)}`);
    return { ...allTags(values, caller), id: arn, arn, thumbprint_list: [hexOf(issuer(values), 40)] };
  },
};

const samlProvider: ResourceBehaviour = {
  identity: nameKey,
  planned: plannedTags,
  computed: (values, caller) => {
    const arn = iamArn(caller, `saml-provider/${text(values.name)}`);
    return { ...allTags(values, caller), id: arn, arn, valid_until: REHEARSAL_DATE };
  },
};

/** IAM: what is one thing in an account, and what hangs on what. */
export const awsIamResources = (): Readonly<Record<string, ResourceBehaviour>> => ({
  aws_iam_instance_profile: instanceProfile,
  aws_iam_openid_connect_provider: openIdProvider,
  aws_iam_policy: policy,
  aws_iam_role: role,
  aws_iam_role_policy: rolePolicy,
  aws_iam_role_policy_attachment: rolePolicyAttachment,
  aws_iam_saml_provider: samlProvider,
});
