import { isKnown } from "../../../authorization/google/text";
import { GOOGLE_PERMISSIONS } from "../../../catalog/google-permissions";
import { GOOGLE_ROLES } from "../../../catalog/google-roles";
import { CUSTOM_ROLE_TYPES } from "../../../plans/google/made-names";
import { GOOGLE_GRANT_TYPES, type GoogleGrant } from "../../../plans/google-grants";
import { textAt } from "../../../plans/json-value";
import type { PlanView } from "../../../plans/plan-view";
import { BASIC_ROLES, googleRolesOf, vertexGrantsOf } from "../../google-callers";
import type { Problem, Rule } from "../../rule";

const NEEDED: ReadonlySet<string> = new Set(Object.values(GOOGLE_PERMISSIONS).map(({ permission }) => permission));
const PREDICT = GOOGLE_PERMISSIONS.predict.permission;
const SHOWN = 3;
/** Argument that says where a grant is given. */
const PLACES: Readonly<Partial<Record<GoogleGrant["on"], string>>> = {
  project: "project",
  folder: "folder",
  organization: "org_id",
};

/** Custom roles that let call models, and what else they hold. */
const judgeCustom = (view: PlanView): Problem[] =>
  view.once(googleRolesOf).flatMap(({ address, permissions }): Problem[] => {
    const held = permissions.filter(isKnown);
    const beyond = held.filter((permission) => !NEEDED.has(permission)).sort();
    if (!held.includes(PREDICT) || beyond.length === 0) return [];
    const more = beyond.length > SHOWN ? ` and ${beyond.length - SHOWN} more` : "";
    const detail = `This role lets call models, and holds what clients do not need: ${beyond.slice(0, SHOWN).join(", ")}${more}`;
    return [{ address, detail, state: "undecided" }];
  });

const holdsAll = (role: string): boolean =>
  Object.hasOwn(GOOGLE_ROLES, role) && GOOGLE_ROLES[role]?.holds.some((held) => held.endsWith(".*")) === true;

/** Grants of predefined roles, each role once for a project, a folder or an organization: that of the first address. */
const predefined = (grants: readonly GoogleGrant[]): readonly GoogleGrant[] => {
  const first = new Map<string, GoogleGrant>();
  for (const grant of grants) {
    const { on, role = "", resource } = grant;
    if (!role.startsWith("roles/") || BASIC_ROLES.has(role)) continue;
    const key = [on, textAt(resource.values, PLACES[on] ?? "") ?? "", role].join(" ");
    const known = first.get(key);
    if (known === undefined || resource.address < known.resource.address) first.set(key, grant);
  }
  return [...first.values()];
};

/**
 * Roles that let call models let do nothing else. A role that holds a whole service is wrong for a caller; one that holds more than
 * clients need (`roles/aiplatform.user`, a custom role for training too) may be meant for more, and is left to be acknowledged:
 * once for each place, however many members have it. Roles that do not let call models, and basic roles (`google/no-basic-role`), are
 * not judged.
 */
export const googleRoleBeyondCatalog: Rule = {
  id: "google/role-beyond-catalog",
  protects: "Roles that let call models on Vertex AI hold the permissions of the catalog and no others",
  appliesTo: [...CUSTOM_ROLE_TYPES, ...GOOGLE_GRANT_TYPES],
  remedy: `grant a custom role with ${PREDICT} alone, or acknowledge what else it is for`,
  link: "https://docs.cloud.google.com/vertex-ai/docs/general/access-control",
  check: (view, circumstances) => [
    ...judgeCustom(view),
    ...predefined(vertexGrantsOf(view, circumstances)).flatMap(({ role = "", resource: { address } }): Problem[] => {
      return holdsAll(role)
        ? [{ address, what: role, detail: `${role} holds all of Vertex AI`, state: "violated" }]
        : [{ address, what: role, detail: `${role} holds more than calling models`, state: "undecided" }];
    }),
  ],
};
