import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { escapeDeep } from "../constructs/core/template-text";
import { AnthropicGoogleCloudAccess } from "../constructs/google/anthropic-google-cloud-access";
import { invokeRoleName, quotaRoleName } from "../constructs/google/custom-roles";
import type { GoogleAccessProps } from "../constructs/google/google-access";
import { projectProvider } from "../constructs/google/project-provider";
import { VertexAccess } from "../constructs/google/vertex-access";
import { teamsOf } from "../declaration/entries";
import type { Places } from "../declaration/finding";
import { demandModels } from "../declaration/models-of";
import type { Declaration, GoogleEntry, Team } from "../declaration/schema";
import type { ClientDocument } from "../settings/client-settings-output";
import { clientWishes } from "./client-wishes";
import { grantsQuota, numberFor } from "./google-needs";
import { existingPoolsOf, googleIdentities } from "./google-team";
import { ProvenanceRecord } from "./provenance";
import { recordTeam } from "./record-team";

/** Props of `GoogleStack`. */
export interface GoogleStackProps {
  readonly declaration: Declaration;
  readonly entry: GoogleEntry;
  readonly places: Places;
}

const roleOf = (entry: Extract<GoogleEntry, { route: "vertex" }>): string => {
  const { role = { custom: { level: "project" } }, project, organizationId } = entry;
  if ("predefined" in role) return role.predefined;
  if (role.custom.level === "project") return invokeRoleName({ project });
  if (organizationId === undefined)
    throw new Error(`A role of the organization needs organizationId beside ${project}`);
  return invokeRoleName({ organizationId });
};

/** One provider entry in a Google Cloud project: every team that uses it, and the output `client_settings`. */
export class GoogleStack extends TerraformStack {
  readonly provenance: ProvenanceRecord;
  /** What the output holds: by team, by identity. */
  readonly clientSettings: Readonly<Record<string, Readonly<Record<string, ClientDocument>>>>;

  constructor(
    scope: Construct,
    private readonly entryName: string,
    private readonly props: GoogleStackProps,
  ) {
    super(scope, entryName);
    const { declaration, entry, places } = props;
    this.provenance = new ProvenanceRecord(places);
    projectProvider(this, "Google", { project: entry.project, deploy: entry.deploy });
    const projectNumber = numberFor(this, declaration, entry.project, teamsOf(declaration, entryName));
    this.clientSettings = Object.fromEntries(
      teamsOf(declaration, entryName).map(([name, team]) => [name, this.addTeam(name, team, projectNumber)]),
    );
    new TerraformOutput(this, "client_settings", {
      description: "Facts and client settings of every team and identity",
      value: escapeDeep({ schemaVersion: 1, teams: this.clientSettings }),
      staticId: true,
    });
  }

  private addTeam(name: string, team: Team, projectNumber: string): Readonly<Record<string, ClientDocument>> {
    const { declaration, entry } = this.props;
    const models = demandModels(declaration, name, team);
    const { project, federation } = entry;
    const shared: GoogleAccessProps = {
      ...{ team: name, entry: this.entryName, organization: declaration.organization, project, projectNumber },
      ...{ models, federation, existingPools: existingPoolsOf(entry) },
      ...googleIdentities(this.entryName, entry, team),
      quotaRole: grantsQuota(entry) ? quotaRoleName({ project }) : undefined,
      clients: clientWishes(declaration.clients),
      formerly: team.formerly,
    };
    const access =
      entry.route === "vertex"
        ? new VertexAccess(this, name, {
            ...{ ...shared, region: entry.region, modelRegions: entry.modelRegions, role: roleOf(entry) },
          })
        : new AnthropicGoogleCloudAccess(this, name, {
            ...{ ...shared, location: entry.location, workspace: entry.workspace },
          });
    recordTeam(this.provenance, access, {
      team: name,
      entry: this.entryName,
      at: access.node.findChild("Grants") as Construct,
    });
    return access.documents;
  }
}
