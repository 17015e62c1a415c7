import type {
  AzureView,
  Group,
  Permission,
  RoleAssignment,
  RoleDefinition,
} from "../../authorization/azure/azure-view";
import type { Text } from "../../authorization/google/text";
import { AZURE_ROLE_DEFINITIONS } from "../../catalog/azure-roles";
import { blocksOf } from "../blocks";
import { isJsonObject, type JsonValue, objectAt, textAt, textsOf } from "../json-value";
import type { PlannedResource, PlanView } from "../plan-view";
import { referencesIn } from "../reference";
import { addressOfMark, argumentOf, filledWith, madeIds } from "./made-ids";

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

const permissionOf = (block: JsonValue): Permission => {
  const of = (key: string) => textsOf(isJsonObject(block) ? block[key] : undefined);
  return {
    ...{ actions: of("actions"), notActions: of("not_actions") },
    ...{ dataActions: of("data_actions"), notDataActions: of("not_data_actions") },
  };
};

/** Custom roles by address; one whose id only the apply tells gets one that stands for it. */
const rolesOf = (view: PlanView): ReadonlyMap<string, RoleDefinition & { readonly title: string | undefined }> =>
  new Map(
    view.ofType("azurerm_role_definition").map(({ address, values }, index) => {
      const stated = GUID.exec(textAt(values, "role_definition_id") ?? "")?.[0];
      const id = stated ?? `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
      const permissions = blocksOf(values.permissions).map(permissionOf);
      return [address, { id, permissions, title: textAt(values, "name") }];
    }),
  );

const builtIn = (name: string): string | undefined =>
  Object.entries(AZURE_ROLE_DEFINITIONS).find(([, role]) => role.name.toLowerCase() === name.toLowerCase())?.[0];

type Roles = ReturnType<typeof rolesOf>;

/** Role of an assignment, by its id, by reference to a custom role, or by its name. */
const roleOf = (assignment: PlannedResource, roles: Roles): Text => {
  const id = argumentOf(assignment, "role_definition_id", "role_definition_resource_id");
  if (id !== undefined) return roles.get(addressOfMark(id) ?? "")?.id ?? asText(id);
  const name = textAt(assignment.values, "role_definition_name");
  if (name === undefined) return { unknown: "a role that only the apply tells" };
  const custom = [...roles.values()].find(({ title }) => title === name)?.id;
  return custom ?? builtIn(name) ?? { unknown: `a role by the name of ${name}` };
};

const asText = (text: string): Text => {
  const [unknown] = referencesIn(text);
  return unknown === undefined ? text : { unknown, like: text.replace(/<ref [^<>]*>/g, "*") };
};

const ofAzurerm = (view: PlanView, roles: Roles, ids: ReadonlyMap<string, string>): readonly RoleAssignment[] =>
  view.ofType("azurerm_role_assignment").map((assignment) => {
    const type = textAt(assignment.values, "principal_type");
    const condition = textAt(assignment.values, "condition");
    return {
      name: assignment.address,
      scope: asText(filledWith(ids, argumentOf(assignment, "scope", "id") ?? "<ref only the apply tells>")),
      roleDefinitionId: roleOf(assignment, roles),
      principalId: argumentOf(assignment, "principal_id", "principal_id") ?? { unknown: "only the apply tells" },
      ...(type === undefined ? {} : { principalType: type }),
      ...(condition ? { condition } : {}),
    };
  });

const ofAzapi = (view: PlanView, ids: ReadonlyMap<string, string>): readonly RoleAssignment[] =>
  view
    .ofType("azapi_resource")
    .filter(({ values }) => /^Microsoft\.Authorization\/roleAssignments@/i.test(textAt(values, "type") ?? ""))
    .map((resource) => {
      const properties = objectAt(objectAt(resource.values, "body"), "properties");
      const [role, principal] = [textAt(properties, "roleDefinitionId"), textAt(properties, "principalId")];
      const type = textAt(properties, "principalType");
      return {
        name: resource.address,
        scope: asText(filledWith(ids, argumentOf(resource, "parent_id", "id") ?? "<ref only the apply tells>")),
        roleDefinitionId: role === undefined ? { unknown: "only the apply tells" } : asText(role),
        principalId: principal ?? { unknown: "only the apply tells" },
        ...(type === undefined ? {} : { principalType: type }),
      };
    });

const groupsOf = (view: PlanView): readonly Group[] =>
  view.ofType("azuread_group").map(({ address, values }) => ({
    id: textAt(values, "object_id") ?? `<ref ${address}.object_id>`,
    members: [
      ...textsOf(values.members),
      ...view
        .ofType("azuread_group_member")
        .filter((member) => addressOfMark(argumentOf(member, "group_object_id", "object_id") ?? "") === address)
        .map((member) => argumentOf(member, "member_object_id", "object_id") ?? { unknown: "only the apply tells" }),
    ],
  }));

/** What a plan says of who may do what on Azure, ours or anybody's. A principal that only the apply tells is its mark. */
export const azureViewOf = (view: PlanView): AzureView => {
  const roles = rolesOf(view);
  const ids = view.once(madeIds);
  return {
    roleAssignments: [...ofAzurerm(view, roles, ids), ...ofAzapi(view, ids)],
    roleDefinitions: [...roles.values()].map(({ id, permissions }) => ({ id, permissions })),
    groups: groupsOf(view),
  };
};

/** Several stacks as one: roles and groups of one count for the assignments of another. */
export const joinedAzureView = (views: readonly AzureView[]): AzureView => ({
  roleAssignments: views.flatMap(({ roleAssignments }) => roleAssignments),
  roleDefinitions: views.flatMap(({ roleDefinitions = [] }) => roleDefinitions),
  groups: views.flatMap(({ groups = [] }) => groups),
});
