import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { AccessDocuments } from "../constructs/aws/access-document";
import { accountProvider } from "../constructs/aws/account-provider";
import { AnthropicAwsAccess } from "../constructs/aws/anthropic-aws-access";
import { BedrockAccess, type BedrockAccessProps } from "../constructs/aws/bedrock-access";
import { MantleAccess } from "../constructs/aws/mantle-access";
import { ProfileLookup } from "../constructs/aws/profile-lookup";
import { escapeDeep } from "../constructs/core/template-text";
import { teamsOf } from "../declaration/entries";
import type { Places } from "../declaration/finding";
import { demandModels } from "../declaration/models-of";
import type { AwsEntry, Declaration, Team } from "../declaration/schema";
import type { AwsFacts } from "../settings/facts";
import { AwsTeams } from "./aws-teams";
import { clientWishes } from "./client-wishes";
import { ProvenanceRecord } from "./provenance";
import { recordTeam } from "./record-team";

/** Props of `AwsStack`. */
export interface AwsStackProps {
  readonly declaration: Declaration;
  readonly entry: AwsEntry;
  readonly places: Places;
}

type Documents = AccessDocuments<AwsFacts>;

/** One provider entry in an AWS account, on any route: every team that uses it, and the output `client_settings`. */
export class AwsStack extends TerraformStack {
  readonly provenance: ProvenanceRecord;
  /** What the output holds: by team, by identity. */
  readonly clientSettings: Readonly<Record<string, Documents>>;
  private readonly aws: AwsTeams;
  private readonly profileLookup: ProfileLookup | undefined;

  constructor(
    scope: Construct,
    private readonly entryName: string,
    private readonly props: AwsStackProps,
  ) {
    super(scope, entryName);
    const { entry } = props;
    this.provenance = new ProvenanceRecord(props.places, entry.permissionsBoundary);
    const { account, region, deploy } = entry;
    accountProvider(this, "Account", { region, account, deploy });
    this.aws = new AwsTeams(this, { entryName, ...props, teams: this.teams() });
    this.profileLookup =
      entry.route === "bedrock" && entry.resolve === "plan" ? new ProfileLookup(this, "Lookup") : undefined;
    this.clientSettings = this.addTeams();
    new TerraformOutput(this, "client_settings", {
      description: "Facts and client settings of every team and identity",
      value: escapeDeep({ schemaVersion: 1, teams: this.clientSettings }),
      staticId: true,
    });
  }

  private teams(): [string, Team][] {
    return teamsOf(this.props.declaration, this.entryName);
  }

  private addTeams(): Readonly<Record<string, Documents>> {
    return Object.fromEntries(this.teams().map(([name, team]) => [name, this.addTeam(name, team)]));
  }

  private addTeam(name: string, team: Team): Documents {
    const access = this.accessOf(name, team);
    recordTeam(this.provenance, access, { team: name, entry: this.entryName });
    return access.documents;
  }

  private accessOf(name: string, team: Team): BedrockAccess | MantleAccess | AnthropicAwsAccess {
    const { declaration, entry } = this.props;
    const models = demandModels(declaration, name, team);
    const clients = clientWishes(declaration.clients);
    const { profiles } = declaration;
    const common = { ...this.aws.teamOf(name, team), models, clients };
    switch (entry.route) {
      case "bedrock": {
        const { geography, applicationProfiles } = entry;
        const onBedrock: BedrockAccessProps = { ...common, geography, applicationProfiles, profiles };
        return new BedrockAccess(this, name, { ...onBedrock, lookup: this.profileLookup });
      }
      case "mantle":
        return new MantleAccess(this, name, { ...common, geography: entry.bedrock?.geography, profiles });
      case "anthropic-aws":
        return new AnthropicAwsAccess(this, name, { ...common, workspace: entry.workspace });
    }
  }
}
