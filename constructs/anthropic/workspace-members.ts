import { TerraformDataSource } from "cdktf";
import { Construct } from "constructs";
import { escapeTemplate } from "../core/template-text";
import { ANTHROPIC_PROVIDER_VERSION, AnthropicResource } from "./anthropic-provider";

/** Members of the organization, read at plan time. */
class OrganizationMembers extends TerraformDataSource {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: "anthropic_organization_members",
      terraformGeneratorMetadata: { providerName: "anthropic", providerVersion: ANTHROPIC_PROVIDER_VERSION },
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return {};
  }
}

/** Roles whose holders are in every workspace by themselves, and cannot be managed there. */
const IMPLICIT = ["admin", "billing"];

/** Props of `WorkspaceMembers`. */
export interface WorkspaceMembersProps {
  /** May be a token. */
  readonly workspaceId: string;
  /** E-mail addresses of people; who has not accepted their invitation yet becomes a member at a later apply. */
  readonly members: readonly string[];
  readonly role: "workspace_user" | "workspace_developer" | "workspace_restricted_developer";
}

/** Gives people of the organization a role in one workspace: those of them who have accepted, by their e-mail address. */
export class WorkspaceMembers extends Construct {
  constructor(scope: Construct, id: string, { workspaceId, members, role }: WorkspaceMembersProps) {
    super(scope, id);
    const organization = new OrganizationMembers(this, "Organization");
    organization.overrideLogicalId("organization");
    const wanted = [...new Set(members.map((member) => member.toLowerCase()))].sort().map((m) => escapeTemplate(m));
    const member = new AnthropicResource(this, "Members", "anthropic_workspace_member", {
      workspace_id: workspaceId,
      workspace_role: role,
      user_id: "${each.value}",
    });
    member.overrideLogicalId("workspace");
    const all = `data.anthropic_organization_members.organization.members`;
    const isWanted = `contains(${JSON.stringify(wanted)}, lower(m.email))`;
    const isManaged = `!contains(${JSON.stringify(IMPLICIT)}, m.role)`;
    member.addOverride("for_each", `\${{ for m in ${all} : lower(m.email) => m.id if ${isWanted} && ${isManaged} }}`);
  }
}
