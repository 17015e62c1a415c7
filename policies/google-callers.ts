import type { CustomRole } from "../authorization/google/google-view";
import { roleHolds } from "../authorization/google/role-holds";
import type { Truth } from "../authorization/truth";
import { GOOGLE_PERMISSIONS } from "../catalog/google-permissions";
import { CUSTOM_ROLE_TYPES } from "../plans/google/made-names";
import { type GoogleGrant, googleGrantsOf, googleProjectOf } from "../plans/google-grants";
import { isJsonList, textAt, textsOf } from "../plans/json-value";
import type { PlannedResource, PlanView } from "../plans/plan-view";
import { holdsReference } from "../plans/reference";
import type { Circumstances } from "./circumstances";

const REFERENCE = /^<ref (google_(?:project|organization)_iam_custom_role\.[^>]+)\.(?:id|name)>$/;
const PREDICT = GOOGLE_PERMISSIONS.predict.permission;
/** Predefined roles of services in which somebody may call models; a role of another service does not. */
const OF_MODELS = /^roles\/(aiplatform|claude|ml)\./;

/** Roles that give far more than calling models, in every service at once. */
export const BASIC_ROLES: ReadonlySet<string> = new Set(["roles/owner", "roles/editor", "roles/viewer"]);

/** A custom role, and where it is made. */
export interface PlannedRole extends CustomRole {
  readonly address: string;
}

const nameOf = (view: PlanView, resource: PlannedResource): string => {
  const { type, values } = resource;
  const home =
    type === CUSTOM_ROLE_TYPES[0]
      ? `projects/${googleProjectOf(view, resource)}`
      : `organizations/${textAt(values, "org_id")}`;
  return `${home}/roles/${textAt(values, "role_id")}`;
};

/** Custom roles that a stack makes, as far as their permissions are known. */
export const googleRolesOf = (view: PlanView): readonly PlannedRole[] =>
  CUSTOM_ROLE_TYPES.flatMap((type) =>
    view.ofType(type).flatMap((resource) => {
      if (!isJsonList(resource.values.permissions)) return [];
      const permissions = textsOf(resource.values.permissions).map((permission) =>
        holdsReference(permission) ? { unknown: permission } : permission,
      );
      return [{ address: resource.address, name: nameOf(view, resource), permissions }];
    }),
  );

const byAddress = (view: PlanView): ReadonlyMap<string, PlannedRole> =>
  new Map(view.once(googleRolesOf).map((role) => [role.address, role]));

/** Custom roles by their names; two stacks that make the same one make it hold what either says. */
const byName = ({ views }: Circumstances): ReadonlyMap<string, PlannedRole> => {
  const found = new Map<string, PlannedRole>();
  for (const role of views.flatMap((view) => view.once(googleRolesOf))) {
    const same = found.get(role.name)?.permissions ?? [];
    found.set(role.name, { ...role, permissions: [...same, ...role.permissions] });
  }
  return found;
};

const holds = (view: PlanView, role: string, permission: string, { once }: Circumstances): Truth => {
  const [, address] = REFERENCE.exec(role) ?? [];
  const custom = address === undefined ? once(byName).get(role) : view.once(byAddress).get(address);
  if (custom !== undefined) return roleHolds({ bindings: [], roles: [custom] }, custom.name, permission);
  return holdsReference(role) ? undefined : roleHolds({ bindings: [] }, role, permission);
};

/** What was answered of a stack, by permission and role. */
type Answers = Map<PlanView, Map<string, Truth>>;
const newAnswers = (): Answers => new Map();

/**
 * Whether the role of a grant holds a permission. Custom roles are those of all stacks that are judged together. Each role is asked
 * once, however many grants it has.
 * @param permission `aiplatform.endpoints.predict`
 */
export const grantHolds = (
  view: PlanView,
  { role }: Pick<GoogleGrant, "role">,
  permission: string,
  circumstances: Circumstances,
): Truth => {
  if (role === undefined) return undefined;
  const answers = circumstances.once(newAnswers);
  const known = answers.get(view) ?? new Map<string, Truth>();
  answers.set(view, known);
  const key = `${permission} ${role}`;
  if (!known.has(key)) known.set(key, holds(view, role, permission, circumstances));
  return known.get(key);
};

/**
 * Whether a grant lets call models on Vertex AI. Predefined roles of other services (`roles/storage.admin`) are taken not to,
 * though the catalog does not list what they hold: plans are full of them.
 */
export const callsVertex = (view: PlanView, grant: Pick<GoogleGrant, "role">, circumstances: Circumstances): Truth => {
  const calls = grantHolds(view, grant, PREDICT, circumstances);
  const { role = "" } = grant;
  return calls === undefined && role.startsWith("roles/") && !OF_MODELS.test(role) ? false : calls;
};

const vertexGrants = (circumstances: Circumstances): ReadonlyMap<PlanView, readonly GoogleGrant[]> =>
  new Map(
    circumstances.views.map((view) => [
      view,
      view.once(googleGrantsOf).filter((grant) => callsVertex(view, grant, circumstances) === true),
    ]),
  );

/** Grants in a stack that let call models on Vertex AI, those of basic roles among them. */
export const vertexGrantsOf = (view: PlanView, { once }: Circumstances): readonly GoogleGrant[] =>
  once(vertexGrants).get(view) ?? [];
