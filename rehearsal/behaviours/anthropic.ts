import type { Behaviours, ResourceBehaviour, Things } from "../plugin/behaviour";
import { hexOf } from "../plugin/hex-of";
import { isUnknown, type Values } from "../plugin/values";

const DATE = "2000-01-01T00:00:00Z";
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const known = <T>(value: T, otherwise: T): T =>
  value === undefined || value === null || isUnknown(value) ? otherwise : value;
const inner = (values: Values, key: string): Values => known(values[key], {}) as Values;

const ofType = (things: Things, type: string): readonly Values[] =>
  Object.entries(things).flatMap(([key, thing]) => (key.startsWith(`${type}/`) ? [thing] : []));

/** An id as Anthropic gives them, which says that it is none of theirs. */
const idOf = (prefix: string, ...parts: readonly unknown[]): string =>
  `${prefix}_rehearsal${hexOf(parts.map(text).join("\n"), 12)}`;

const actors = { archived_at: null, created_at: DATE, updated_at: DATE };
const byActors = {
  ...actors,
  archived_by_actor_id: null,
  created_by_actor_id: "user_rehearsal",
  updated_by_actor_id: "user_rehearsal",
};

/** Names are not unique, so that an id is all that tells two apart. */
const workspace: ResourceBehaviour = {
  idPrefix: "wrkspc_rehearsal",
  computed: (values) => ({
    ...{ type: "workspace", created_at: DATE, archived_at: null },
    ...{ compartment_id: null, display_color: "#000000", external_key_id: null, user_profile_id: null },
    inference_data_retention: { type: "default" },
    tags: known(values.tags, {}),
    data_residency: {
      workspace_geo: known(inner(values, "data_residency").workspace_geo, "us"),
      default_inference_geo: known(inner(values, "data_residency").default_inference_geo, "global"),
      allowed_inference_geos: known(inner(values, "data_residency").allowed_inference_geos, ["unrestricted"]),
    },
  }),
};

const named = (values: Values): string | undefined =>
  /^[a-z0-9-]{1,255}$/.test(text(values.name)) ? undefined : "400 invalid_request_error: name: ^[a-z0-9-]+$";

/** Names are unique of their kind, whatever else tells two things apart. */
const taken = (type: string, { id, name }: Values, things: Things): string | undefined =>
  ofType(things, type).some((other) => other.name === name && other.id !== id)
    ? `409 conflict_error: name: ${text(name)} is taken`
    : undefined;

/** Whether a number is set and lies outside; what is not known yet is none. */
const isOutside = (value: unknown, least: number, most: number): boolean =>
  typeof value === "number" && (value < least || value > most);

const inUse = (what: string, uses: (rule: Values) => boolean, things: Things): string | undefined =>
  ofType(things, "anthropic_federation_rule").some(uses)
    ? `400 invalid_request_error: ${what} is referred to by a live federation rule`
    : undefined;

const serviceAccount: ResourceBehaviour = {
  identity: (values) => text(values.name),
  computed: (values) => ({ ...byActors, id: idOf("svac", values.name) }),
  refuse: named,
  refuseDelete: ({ id }, _caller, things) =>
    inUse("service account", (rule) => inner(rule, "target").service_account_id === id, things),
};

const ROLES = ["workspace_user", "workspace_developer", "workspace_restricted_developer", "workspace_admin"];
const knownRole = ({ workspace_role }: Values): string | undefined =>
  ROLES.includes(text(workspace_role)) ? undefined : `400 invalid_request_error: workspace_role: ${ROLES.join(", ")}`;

const membership: ResourceBehaviour = {
  identity: (values) => [values.service_account_id, values.workspace_id].map(text).join(":"),
  computed: (values) => ({
    id: [values.service_account_id, values.workspace_id].map(text).join(":"),
    implicit: false,
    created_by_actor_id: "user_rehearsal",
  }),
  refuse: knownRole,
};

/** One issuer an address and organization. */
const issuer: ResourceBehaviour = {
  identity: (values) => text(values.issuer_url),
  computed: (values) => ({
    ...byActors,
    id: idOf("fdis", values.issuer_url),
    jwks: known(values.jwks, { type: "discovery" }),
    jwks_polling_disabled_at: null,
  }),
  refuse: (values, _caller, things) => {
    if (isOutside(values.max_jwt_lifetime_seconds, 1, 176_400))
      return "400 invalid_request_error: max_jwt_lifetime_seconds: 1 to 176400";
    return named(values) ?? taken("anthropic_federation_issuer", values, things);
  },
  refuseDelete: ({ id }, _caller, things) => inUse("issuer", (rule) => rule.issuer_id === id, things),
};

const SCOPES = ["workspace:developer", "workspace:inference"];

const rule: ResourceBehaviour = {
  identity: (values) => text(values.name),
  computed: (values) => ({
    ...byActors,
    id: idOf("fdrl", values.name),
    applies_to_all_workspaces: known(values.applies_to_all_workspaces, false),
    issuer_name: "rehearsal",
    target: { ...inner(values, "target"), service_account_name: "rehearsal" },
    workspace_ids: [text(values.workspace_id)],
  }),
  refuse: (values, _caller, things) => {
    const { subject_prefix, claims, condition } = inner(values, "match");
    if ([subject_prefix, claims, condition].every((one) => one === undefined || one === null))
      return "400 invalid_request_error: match needs subject_prefix, claims or condition";
    if (!SCOPES.includes(text(values.oauth_scope)))
      return `400 invalid_request_error: oauth_scope: ${SCOPES.join(", ")}`;
    if (isOutside(values.token_lifetime_seconds, 60, 86_400))
      return "400 invalid_request_error: token_lifetime_seconds: 60 to 86400";
    if (Object.keys(inner(values, "attributes")).length > 0)
      return "400 invalid_request_error: attributes: not supported";
    const account = inner(values, "target").service_account_id;
    const isMember = ofType(things, "anthropic_service_account_workspace").some(
      (one) => one.service_account_id === account && one.workspace_id === values.workspace_id,
    );
    if (!isMember) return "400 invalid_request_error: the service account is no member of the workspace";
    return named(values);
  },
};

const workspaceMember: ResourceBehaviour = {
  identity: (values) => [values.workspace_id, values.user_id].map(text).join(":"),
  computed: (values) => ({
    id: [values.workspace_id, values.user_id].map(text).join(":"),
    type: "workspace_member",
  }),
  refuse: (values) =>
    MEMBERS.some(({ id, role }) => id === values.user_id && !IMPLICIT.includes(role))
      ? knownRole(values)
      : "404 not_found_error: no member whom a workspace can have",
};

/** Roles whose holders are in every workspace by themselves. */
const IMPLICIT = ["admin", "billing"];

/** People of the rehearsal's organization. */
const MEMBERS = [
  { id: "user_rehearsal1", email: "Ann@acme.example", name: "Ann (rehearsal)", role: "developer" },
  { id: "user_rehearsal2", email: "root@acme.example", name: "Root (rehearsal)", role: "admin" },
  { id: "user_rehearsal3", email: "bills@acme.example", name: "Bills (rehearsal)", role: "billing" },
].map((member) => ({ ...member, type: "user", added_at: DATE }));

/** Made in the Console, and brought in by an import. */
const imported = (what: string): ResourceBehaviour => ({
  refuse: () => `${what} cannot be created: import it`,
});

/** What the stand-in for Anthropic's provider knows beyond the schema. */
export const anthropicBehaviours = (): Behaviours => ({
  caller: () => ({ account: "rehearsal", region: "" }),
  resources: {
    anthropic_api_key: imported("API keys"),
    anthropic_federation_issuer: issuer,
    anthropic_federation_rule: rule,
    anthropic_organization_member: imported("organization members"),
    anthropic_service_account: serviceAccount,
    anthropic_service_account_workspace: membership,
    anthropic_workspace: workspace,
    anthropic_workspace_member: workspaceMember,
  },
  dataSources: {
    anthropic_organization_members: () => ({ members: MEMBERS }),
  },
});
