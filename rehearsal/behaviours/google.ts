import type { Behaviours, Caller, DataBehaviour, ResourceBehaviour, Things } from "../plugin/behaviour";
import { hexOf } from "../plugin/hex-of";
import type { Values } from "../plugin/values";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A project's number, made of its id: as long as a real one, and starting with zeros, as no real one does. */
const numberOf = (project: string): string =>
  `000${BigInt(`0x${hexOf(project, 12)}`)
    .toString()
    .padStart(9, "0")
    .slice(-9)}`;

const projectOf = (values: Values, { account }: Caller): string => text(values.project) || account;

/** Something of a project that is named by one of its arguments. */
const named = (collection: string, argument: string, computed: Values = {}): ResourceBehaviour => ({
  identity: (values, caller) => `${projectOf(values, caller)}/${text(values[argument])}`,
  computed: (values, caller) => {
    const name = `projects/${projectOf(values, caller)}/${collection}/${text(values[argument])}`;
    return { ...computed, id: name, name, project: projectOf(values, caller) };
  },
});

const etag = (values: Values): string => hexOf(JSON.stringify(values), 12);

/** An account that this tool names, and that is not there (yet). */
const missingAccount = (values: Values, caller: Caller, things: Things): string | undefined => {
  const [, id, project] =
    /^serviceAccount:(claude-[^@]+)@([^.]+)\.iam\.gserviceaccount\.com$/.exec(text(values.member)) ?? [];
  if (id === undefined || project !== projectOf(values, caller)) return undefined;
  return `google_service_account/${project}/${id}` in things
    ? undefined
    : `Error 400: Service account ${id}@${project}.iam.gserviceaccount.com does not exist.`;
};

/** A grant stands for itself: the same one twice is one. */
const member = (on: string): ResourceBehaviour => ({
  refuse: missingAccount,
  identity: (values) => [values[on], values.role, values.member].map(text).join(" "),
  computed: (values) => ({ id: [values[on], values.role, values.member].map(text).join("/"), etag: etag(values) }),
});

const poolName = (values: Values, caller: Caller): string =>
  `projects/${projectOf(values, caller)}/locations/global/workloadIdentityPools/${text(values.workload_identity_pool_id)}`;

/** What has to be on in a project first. A rehearsal knows of no service that nobody here switched on. */
const serviceOff =
  (name: string) =>
  (values: Values, caller: Caller, things: Things): string | undefined => {
    const project = projectOf(values, caller);
    return `google_project_service/${project}/${name}` in things
      ? undefined
      : `Error 403: ${name} has not been used in project ${project} before or it is disabled.`;
  };

const pool: ResourceBehaviour = {
  refuse: serviceOff("iam.googleapis.com"),
  identity: poolName,
  computed: (values, caller) => {
    const name = poolName(values, caller);
    return { id: name, name, project: projectOf(values, caller), state: "ACTIVE" };
  },
};

const poolProvider: ResourceBehaviour = {
  identity: (values, caller) => `${poolName(values, caller)}/${text(values.workload_identity_pool_provider_id)}`,
  computed: (values, caller) => {
    const name = `${poolName(values, caller)}/providers/${text(values.workload_identity_pool_provider_id)}`;
    return { id: name, name, project: projectOf(values, caller), state: "ACTIVE" };
  },
  refuse: (values, caller, things: Things) =>
    `google_iam_workload_identity_pool/${poolName(values, caller)}` in things
      ? undefined
      : `Error 404: pool ${poolName(values, caller)} was not found`,
};

const workforceName = (values: Values): string =>
  `locations/${text(values.location)}/workforcePools/${text(values.workforce_pool_id)}`;

const workforce: ResourceBehaviour = {
  identity: workforceName,
  computed: (values) => ({ id: workforceName(values), name: workforceName(values), state: "ACTIVE" }),
};

const workforceProvider: ResourceBehaviour = {
  identity: (values) => `${workforceName(values)}/${text(values.provider_id)}`,
  computed: (values) => {
    const name = `${workforceName(values)}/providers/${text(values.provider_id)}`;
    return { id: name, name, state: "ACTIVE" };
  },
};

const service: ResourceBehaviour = {
  identity: (values, caller) => `${projectOf(values, caller)}/${text(values.service)}`,
  computed: (values, caller) => ({
    id: `${projectOf(values, caller)}/${text(values.service)}`,
    project: projectOf(values, caller),
  }),
};

/** E-mail and member are known before an apply, as with the real provider. */
const serviceAccount: ResourceBehaviour = {
  identity: (values, caller) => `${projectOf(values, caller)}/${text(values.account_id)}`,
  planned: (values, caller) => {
    const email = `${text(values.account_id)}@${projectOf(values, caller)}.iam.gserviceaccount.com`;
    return { email, member: `serviceAccount:${email}`, project: projectOf(values, caller) };
  },
  computed: (values, caller) => {
    const email = `${text(values.account_id)}@${projectOf(values, caller)}.iam.gserviceaccount.com`;
    const name = `projects/${projectOf(values, caller)}/serviceAccounts/${email}`;
    return { id: name, name, unique_id: `000${numberOf(email)}`, email, member: `serviceAccount:${email}` };
  },
};

const project: ResourceBehaviour = {
  identity: (values) => text(values.project_id),
  computed: (values) => ({
    id: `projects/${text(values.project_id)}`,
    number: numberOf(text(values.project_id)),
    effective_labels: values.labels ?? {},
    terraform_labels: values.labels ?? {},
  }),
  // In the real provider's words; unset means the same.
  refuseDelete: (values) =>
    ["", "PREVENT"].includes(text(values.deletion_policy))
      ? 'cannot destroy project as deletion_policy is set to "PREVENT"'
      : undefined,
};

const projectData: DataBehaviour = (config, caller) => {
  const id = text(config.project_id) || caller.account;
  return { id: `projects/${id}`, project_id: id, name: id, number: numberOf(id) };
};

const policyNamed: ResourceBehaviour = {
  identity: (values) => text(values.name),
  computed: (values) => ({ id: values.name, etag: etag(values) }),
};

const boundary: ResourceBehaviour = {
  identity: (values) => `${text(values.organization)}/${text(values.principal_access_boundary_policy_id)}`,
  computed: (values) => {
    const name = `organizations/${text(values.organization)}/locations/${text(values.location)}/principalAccessBoundaryPolicies/${text(values.principal_access_boundary_policy_id)}`;
    return { id: name, name, etag: etag(values), effective_annotations: {} };
  },
};

const denyPolicy: ResourceBehaviour = {
  identity: (values) => `${text(values.parent)}/${text(values.name)}`,
  computed: (values) => ({ id: `${text(values.parent)}/${text(values.name)}`, etag: etag(values) }),
};

/** What the stand-in for Google Cloud knows beyond the schema. */
export const googleBehaviours = (): Behaviours => ({
  caller: (provider) => ({ account: text(provider.project), region: text(provider.region) }),
  resources: {
    google_iam_deny_policy: denyPolicy,
    google_iam_principal_access_boundary_policy: boundary,
    google_iam_workforce_pool: workforce,
    google_iam_workforce_pool_provider: workforceProvider,
    google_iam_workload_identity_pool: pool,
    google_iam_workload_identity_pool_provider: poolProvider,
    google_org_policy_policy: policyNamed,
    google_project: project,
    google_project_iam_custom_role: {
      ...named("roles", "role_id", { deleted: false }),
      refuse: serviceOff("iam.googleapis.com"),
    },
    google_project_iam_member: member("project"),
    google_project_service: service,
    google_service_account: serviceAccount,
    google_service_account_iam_member: member("service_account_id"),
  },
  dataSources: { google_project: projectData },
});
