import type { Behaviours, Caller, DataBehaviour, ResourceBehaviour, Things } from "../plugin/behaviour";
import { hexOf } from "../plugin/hex-of";
import { isUnknown, type Values } from "../plugin/values";

/** Account that a provider block without any hint belongs to. */
const NO_ACCOUNT = "000000000000";
/** Every date in the rehearsal, so that nobody takes it for a real one. */
const REHEARSAL_DATE = "2000-01-01T00:00:00Z";

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const first = (values: Values, block: string): Values => {
  const inner = values[block];
  return ((Array.isArray(inner) ? inner[0] : inner) ?? {}) as Values;
};
const partition = ({ region }: Caller): string => (region.startsWith("us-gov-") ? "aws-us-gov" : "aws");
const iamArn = (caller: Caller, resource: string): string =>
  `arn:${partition(caller)}:iam::${caller.account}:${resource}`;
const uniqueId = (kind: string, name: string): string => `${kind}REHEARSAL${hexOf(kind + name, 8).toUpperCase()}`;
const instanceArn = (caller: Caller): string =>
  `arn:${partition(caller)}:sso:::instance/ssoins-${hexOf("instance", 16)}`;

/** Which account a provider block signs in to: the role it assumes, or the only account it allows. */
const callerOf = (provider: Values): Caller => {
  const role = text(first(provider, "assume_role").role_arn).split(":")[4];
  const allowed = Array.isArray(provider.allowed_account_ids) ? text(provider.allowed_account_ids[0]) : "";
  return { account: role || allowed || NO_ACCOUNT, region: text(provider.region) || "us-east-1" };
};

/** Tags as the real provider plans them: known as soon as the configured ones are. */
const tagsAll = (values: Values): Values => (isUnknown(values.tags) ? {} : { tags_all: values.tags ?? {} });

const things = (all: Things, type: string): Values[] =>
  Object.entries(all).flatMap(([key, values]) => (key.startsWith(`${type}/`) ? [values] : []));
const inAccount = (type: string, name: string, { account }: Caller): string =>
  `${type}/${account}/${name.toLowerCase()}`;

const roleKey = (values: Values, caller: Caller): string => `${caller.account}/${text(values.name).toLowerCase()}`;

const needsRole = (values: Values, caller: Caller, all: Things): string | undefined => {
  const name = text(values.role);
  if (inAccount("aws_iam_role", name, caller) in all || !name.startsWith("claude_")) return undefined;
  return `NoSuchEntity: The role with name ${name} cannot be found.`;
};

const role: ResourceBehaviour = {
  identity: roleKey,
  planned: tagsAll,
  computed: (values, caller) => ({
    ...tagsAll(values),
    id: values.name,
    arn: iamArn(caller, `role${text(values.path) || "/"}${text(values.name)}`),
    unique_id: uniqueId("AROA", text(values.name)),
    create_date: REHEARSAL_DATE,
    managed_policy_arns: [],
    name_prefix: "",
  }),
  refuseDelete: (values, caller, all) => {
    const name = text(values.name);
    const account = `/${caller.account}/`;
    const used = ["aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_iam_instance_profile"].filter((type) =>
      Object.entries(all).some(([key, thing]) => key.startsWith(type + account) && thing.role === name),
    );
    return used.length > 0 ? `DeleteConflict: role ${name} still has ${used.join(", ")}` : undefined;
  },
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
  identity: roleKey,
  planned: tagsAll,
  computed: (values, caller) => {
    const arn = iamArn(caller, `policy${text(values.path) || "/"}${text(values.name)}`);
    const policyId = uniqueId("ANPA", text(values.name));
    return { ...tagsAll(values), id: arn, arn, policy_id: policyId, attachment_count: 0, name_prefix: "" };
  },
};

const instanceProfile: ResourceBehaviour = {
  identity: roleKey,
  planned: tagsAll,
  computed: (values, caller) => ({
    ...tagsAll(values),
    id: values.name,
    arn: iamArn(caller, `instance-profile${text(values.path) || "/"}${text(values.name)}`),
    unique_id: uniqueId("AIPA", text(values.name)),
    create_date: REHEARSAL_DATE,
    name_prefix: "",
  }),
};

const issuer = (values: Values): string => text(values.url).replace(/^https:\/\//, "");
const openIdProvider: ResourceBehaviour = {
  identity: (values, { account }) => `${account}/${issuer(values)}`,
  planned: tagsAll,
  computed: (values, caller) => {
    const arn = iamArn(caller, `oidc-provider/${issuer(values)}`);
    return { ...tagsAll(values), id: arn, arn, thumbprint_list: [hexOf(issuer(values), 40)] };
  },
};

const samlProvider: ResourceBehaviour = {
  identity: roleKey,
  planned: tagsAll,
  computed: (values, caller) => {
    const arn = iamArn(caller, `saml-provider/${text(values.name)}`);
    return { ...tagsAll(values), id: arn, arn, saml_provider_uuid: hexOf(arn, 32), valid_until: REHEARSAL_DATE };
  },
};

const permissionSet: ResourceBehaviour = {
  identity: (values) => `${text(values.instance_arn)}/${text(values.name)}`,
  planned: tagsAll,
  computed: (values, caller) => {
    const instance = text(values.instance_arn);
    const id = `${instance.split("/").pop()}/ps-${hexOf(instance + text(values.name), 16)}`;
    const arn = `arn:${partition(caller)}:sso:::permissionSet/${id}`;
    return { ...tagsAll(values), id: `${arn},${instance}`, arn, created_date: REHEARSAL_DATE };
  },
  refuseDelete: (values, _caller, all) =>
    things(all, "aws_ssoadmin_account_assignment").some(({ permission_set_arn }) => permission_set_arn === values.arn)
      ? `ConflictException: permission set ${text(values.name)} is still assigned`
      : undefined,
};

/** Things that hang on a permission set, told apart by these of their values. */
const onPermissionSet = (idOf: (values: Values) => string): ResourceBehaviour => ({
  identity: idOf,
  computed: (values) => ({ id: idOf(values), managed_policy_name: null }),
  refuse: (values, _caller, all) =>
    things(all, "aws_ssoadmin_permission_set").some(({ arn }) => arn === values.permission_set_arn)
      ? undefined
      : `ResourceNotFoundException: permission set ${text(values.permission_set_arn)} not found`,
});
const setAndInstance = (values: Values): string => `${text(values.permission_set_arn)},${text(values.instance_arn)}`;

const accountAssignment = onPermissionSet((values) =>
  [values.principal_id, values.principal_type, values.target_id, values.target_type]
    .map(text)
    .join(",")
    .concat(`,${setAndInstance(values)}`),
);

const customerManagedPolicy = onPermissionSet((values) => {
  const { name, path } = first(values, "customer_managed_policy_reference");
  return `${text(name)},${text(path)},${setAndInstance(values)}`;
});

const modelArns = (copyFrom: string): Values[] => {
  const [, , , region = "", , resource = ""] = copyFrom.split(":");
  const model = copyFrom
    .slice(copyFrom.indexOf(resource) + resource.indexOf("/") + 1)
    .replace(/^(us|eu|jp|au|apac|us-gov|global)\./, "");
  return [{ model_arn: `arn:aws:bedrock:${region}::foundation-model/${model}` }];
};

const inferenceProfile: ResourceBehaviour = {
  identity: (values, { account, region }) => `${account}/${region}/${text(values.name)}`,
  planned: tagsAll,
  computed: (values, caller) => {
    const id = hexOf(`${caller.account}${caller.region}${text(values.name)}`, 12);
    const arn = `arn:${partition(caller)}:bedrock:${caller.region}:${caller.account}:application-inference-profile/${id}`;
    const models = modelArns(text(first(values, "model_source").copy_from));
    const dates = { created_at: REHEARSAL_DATE, updated_at: REHEARSAL_DATE };
    return { ...tagsAll(values), ...dates, id: arn, arn, models, status: "ACTIVE", type: "APPLICATION" };
  },
};

const podIdentity: ResourceBehaviour = {
  identity: (values, { account, region }) =>
    [account, region, values.cluster_name, values.namespace, values.service_account].map(text).join("/"),
  planned: tagsAll,
  computed: (values, caller) => {
    const id = `a-${hexOf(text(values.cluster_name) + text(values.namespace) + text(values.service_account), 17)}`;
    const arn = `arn:${partition(caller)}:eks:${caller.region}:${caller.account}:podidentityassociation/${text(values.cluster_name)}/${id}`;
    return { ...tagsAll(values), id, association_id: id, association_arn: arn };
  },
};

const instances: DataBehaviour = (_config, caller) => ({
  id: caller.region,
  arns: [instanceArn(caller)],
  identity_store_ids: [`d-${hexOf("store", 10)}`],
});

/** Any display name is there, with an id of its own. */
const group: DataBehaviour = (config) => {
  const unique = first(first(config, "alternate_identifier"), "unique_attribute");
  const name = text(unique.attribute_value);
  const digits = hexOf(name, 32);
  const id = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ].join("-");
  return { id, group_id: id, display_name: name, external_ids: [] };
};

/** Destinations that the rehearsal knows for every profile: the region that asks, and no other. */
const profile: DataBehaviour = (config) => {
  const id = text(config.inference_profile_id);
  return {
    inference_profile_arn: id,
    inference_profile_name: `rehearsal ${id.split("/").pop()}`,
    models: modelArns(id),
    status: "ACTIVE",
    type: "SYSTEM_DEFINED",
    description: "rehearsal",
    created_at: REHEARSAL_DATE,
    updated_at: REHEARSAL_DATE,
  };
};

/** What the stand-in for AWS knows beyond the schema. */
export const awsBehaviours = (): Behaviours => ({
  caller: callerOf,
  resources: {
    aws_bedrock_inference_profile: inferenceProfile,
    aws_eks_pod_identity_association: podIdentity,
    aws_iam_instance_profile: instanceProfile,
    aws_iam_openid_connect_provider: openIdProvider,
    aws_iam_policy: policy,
    aws_iam_role: role,
    aws_iam_role_policy: rolePolicy,
    aws_iam_role_policy_attachment: rolePolicyAttachment,
    aws_iam_saml_provider: samlProvider,
    aws_ssoadmin_account_assignment: accountAssignment,
    aws_ssoadmin_customer_managed_policy_attachment: customerManagedPolicy,
    aws_ssoadmin_permission_set: permissionSet,
    aws_ssoadmin_permission_set_inline_policy: onPermissionSet(setAndInstance),
    aws_ssoadmin_permissions_boundary_attachment: onPermissionSet(setAndInstance),
  },
  dataSources: {
    aws_bedrock_inference_profile: profile,
    aws_identitystore_group: group,
    aws_ssoadmin_instances: instances,
  },
});
