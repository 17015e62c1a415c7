import type { DataBehaviour, ResourceBehaviour } from "../plugin/behaviour";
import { hexOf } from "../plugin/hex-of";
import type { Values } from "../plugin/values";
import { allTags, first, instanceArn, partition, plannedTags, REHEARSAL_DATE, text, thingsOf } from "./aws-caller";

const permissionSet: ResourceBehaviour = {
  identity: (values) => `${text(values.instance_arn)}/${text(values.name)}`,
  planned: plannedTags,
  computed: (values, caller) => {
    const instance = text(values.instance_arn);
    const id = `${instance.split("/").pop()}/ps-${hexOf(instance + text(values.name), 16)}`;
    const arn = `arn:${partition(caller)}:sso:::permissionSet/${id}`;
    return { ...allTags(values, caller), id: `${arn},${instance}`, arn, created_date: REHEARSAL_DATE };
  },
  refuseDelete: (values, _caller, all) =>
    thingsOf(all, "aws_ssoadmin_account_assignment").some(({ permission_set_arn }) => permission_set_arn === values.arn)
      ? `ConflictException: permission set ${text(values.name)} is still assigned`
      : undefined,
};

/** Things that hang on a permission set, told apart by these of their values. */
const onPermissionSet = (idOf: (values: Values) => string): ResourceBehaviour => ({
  identity: idOf,
  computed: (values) => ({ id: idOf(values) }),
  refuse: (values, _caller, all) =>
    thingsOf(all, "aws_ssoadmin_permission_set").some(({ arn }) => arn === values.permission_set_arn)
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

/** Identity Center: one for the whole rehearsal, whichever account asks. */
export const awsIdentityCenterResources = (): Readonly<Record<string, ResourceBehaviour>> => ({
  aws_ssoadmin_account_assignment: accountAssignment,
  aws_ssoadmin_customer_managed_policy_attachment: customerManagedPolicy,
  aws_ssoadmin_permission_set: permissionSet,
  aws_ssoadmin_permission_set_inline_policy: onPermissionSet(setAndInstance),
  aws_ssoadmin_permissions_boundary_attachment: onPermissionSet(setAndInstance),
});

const instances: DataBehaviour = (_config, caller) => ({
  id: caller.region,
  arns: [instanceArn(caller)],
  identity_store_ids: [`d-${hexOf("store", 10)}`],
});

/** Any display name is there, with an id of its own. */
const group: DataBehaviour = (config) => {
  const unique = first(first(config, "alternate_identifier"), "unique_attribute");
  const name = text(unique.attribute_value);
  const groupId = text(config.group_id) || hexOf(name, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  const id = `${text(config.identity_store_id)}/${groupId}`;
  return { id, group_id: groupId, display_name: name, description: "rehearsal", external_ids: [] };
};

/** What is looked up in Identity Center and its store. */
export const awsIdentityCenterData = (): Readonly<Record<string, DataBehaviour>> => ({
  aws_identitystore_group: group,
  aws_ssoadmin_instances: instances,
});
