import { OrganizationIamCustomRole } from "@cdktf/provider-google/lib/organization-iam-custom-role";
import { ProjectIamCustomRole } from "@cdktf/provider-google/lib/project-iam-custom-role";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { INVOKE_ROLE_ID, PROJECT_ROLE_ID, QUOTA_ROLE_ID } from "../../catalog/google-names";
import { GOOGLE_PERMISSIONS } from "../../catalog/google-permissions";

/** Where a custom role lives, and so where it can be granted. */
export type RoleHome = { readonly project: string } | { readonly organizationId: string };

const nameIn = (home: RoleHome, id: string): string =>
  "project" in home ? `projects/${home.project}/roles/${id}` : `organizations/${home.organizationId}/roles/${id}`;

/** Name of the role that lets call models, computed from what is declared: known before any apply. */
export const invokeRoleName = (home: RoleHome): string => nameIn(home, INVOKE_ROLE_ID);

/** Name of the role that lets people name the project for quota. */
export const quotaRoleName = (home: RoleHome): string => nameIn(home, QUOTA_ROLE_ID);

/** Name of the role that lets pipelines read the project's metadata. */
export const projectRoleName = (home: RoleHome): string => nameIn(home, PROJECT_ROLE_ID);

const ROLES = [
  { roleId: INVOKE_ROLE_ID, title: "Claude Code: call models", permission: GOOGLE_PERMISSIONS.predict },
  { roleId: QUOTA_ROLE_ID, title: "Claude Code: use the project's quota", permission: GOOGLE_PERMISSIONS.useQuota },
  { roleId: PROJECT_ROLE_ID, title: "Claude Code: read the project", permission: GOOGLE_PERMISSIONS.readProject },
] as const;

/** Props of `CustomRoles`. */
export interface CustomRolesProps {
  readonly home: RoleHome;
  /** Role ids to make, of `catalog/google-names.ts`. */
  readonly roleIds: readonly string[];
  readonly dependsOn?: ITerraformDependable[];
}

/** Custom roles, each with exactly one permission. Granted by name, which others compute. */
export class CustomRoles extends Construct {
  constructor(scope: Construct, id: string, { home, roleIds, dependsOn }: CustomRolesProps) {
    super(scope, id);
    for (const { roleId, title, permission } of ROLES.filter((role) => roleIds.includes(role.roleId))) {
      const common = {
        roleId,
        title,
        description: permission.reason,
        permissions: [permission.permission],
        dependsOn,
      };
      const role =
        "project" in home
          ? new ProjectIamCustomRole(this, roleId, { ...common, project: home.project })
          : new OrganizationIamCustomRole(this, roleId, { ...common, orgId: home.organizationId });
      role.overrideLogicalId(roleId);
    }
  }
}
