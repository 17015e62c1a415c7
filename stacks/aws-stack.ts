import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { AccessDocuments } from "../constructs/aws/access-document";
import { accountProvider } from "../constructs/aws/account-provider";
import { AnthropicAwsAccess } from "../constructs/aws/anthropic-aws-access";
import type { AwsTeam } from "../constructs/aws/aws-identities";
import { BedrockAccess, type BedrockAccessProps } from "../constructs/aws/bedrock-access";
import { IdentityCenter } from "../constructs/aws/identity-center";
import { MantleAccess } from "../constructs/aws/mantle-access";
import type { PeopleSource } from "../constructs/aws/people-source";
import { ProfileLookup } from "../constructs/aws/profile-lookup";
import { escapeDeep } from "../constructs/core/template-text";
import { awsWorkloadsOf, teamsOf } from "../declaration/entries";
import type { Places } from "../declaration/finding";
import { demandModels } from "../declaration/models-of";
import type { AwsEntry, Declaration, People, Team } from "../declaration/schema";
import { valueFor } from "../declaration/value-for";
import type { AwsFacts } from "../settings/facts";
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
  private readonly identityCenter: IdentityCenter | undefined;
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
    this.identityCenter = this.makeIdentityCenter();
    this.profileLookup =
      entry.route === "bedrock" && entry.resolve === "plan" ? new ProfileLookup(this, "Lookup") : undefined;
    this.clientSettings = this.addTeams();
    new TerraformOutput(this, "client_settings", {
      description: "Facts and client settings of every team and identity",
      value: escapeDeep({ schemaVersion: 1, teams: this.clientSettings }),
      staticId: true,
    });
  }

  private makeIdentityCenter(): IdentityCenter | undefined {
    const { signIn } = this.props.entry;
    if (signIn === undefined || !("identityCenter" in signIn) || !this.hasPeople()) return undefined;
    const { account, region, deploy, instanceArn, identityStoreId } = signIn.identityCenter;
    const alias = "identity_center";
    const provider = accountProvider(this, "IdentityCenterAccount", { account, region, deploy, alias });
    return new IdentityCenter(this, "IdentityCenter", { provider, instanceArn, identityStoreId });
  }

  private hasPeople(): boolean {
    return this.teams().some(([, team]) => team.people !== undefined);
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
    const common = { ...this.teamOf(name, team), models, clients };
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

  private teamOf(name: string, team: Team): AwsTeam {
    const { declaration, entry } = this.props;
    const { account, region, permissionsBoundary, rolePath, namePrefix, tags, sessionMinutes } = entry;
    return {
      ...{ account, region, permissionsBoundary, rolePath, namePrefix, tags, sessionMinutes },
      team: name,
      entry: this.entryName,
      organization: declaration.organization,
      people: team.people === undefined ? undefined : this.peopleOf(name, team.people),
      ci: team.ci,
      workloads: awsWorkloadsOf(team),
      formerly: team.formerly,
    };
  }

  private peopleOf(team: string, people: People): PeopleSource {
    const { signIn } = this.props.entry;
    const { sessionMinutes, subjects } = people;
    const group = valueFor(this.entryName, people.group);
    if (signIn === undefined) throw new Error(`Team ${team} has people, but provider ${this.entryName} has no signIn`);
    if ("oidc" in signIn) return { sessionMinutes, oidc: { ...signIn.oidc, group, subjects } };
    if ("saml" in signIn) return { sessionMinutes, saml: { ...signIn.saml, group, subjects } };
    const id = valueFor(this.entryName, people.groupId);
    if (this.identityCenter === undefined || (id === undefined && group === undefined)) {
      throw new Error(`Team ${team} has people without a group for provider ${this.entryName}`);
    }
    const { region, startUrl } = signIn.identityCenter;
    return {
      sessionMinutes,
      identityCenter: { center: this.identityCenter, startUrl, ssoRegion: region },
      group: id === undefined ? { displayName: group ?? "" } : { id },
    };
  }
}
