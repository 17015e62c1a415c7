import type { TerraformStack } from "cdktf";
import { accountProvider } from "../constructs/aws/account-provider";
import type { AwsTeam } from "../constructs/aws/aws-identities";
import { IdentityCenter } from "../constructs/aws/identity-center";
import type { PeopleSource } from "../constructs/aws/people-source";
import { awsWorkloadsOf } from "../declaration/entries";
import type { AwsEntry, Declaration, People, Team } from "../declaration/schema";
import { valueFor } from "../declaration/value-for";

/** Props of `AwsTeams`. */
export interface AwsTeamsProps {
  readonly declaration: Declaration;
  /** Name that tells this place apart: of the entry, or of one whose key lies in its account. */
  readonly entryName: string;
  readonly entry: AwsEntry;
  /** Teams with identities here. */
  readonly teams: readonly (readonly [string, Team])[];
}

/** Declared teams in one AWS account, in the words of the constructs; with the Identity Center that their people come from. */
export class AwsTeams {
  private readonly identityCenter: IdentityCenter | undefined;

  constructor(
    stack: TerraformStack,
    private readonly props: AwsTeamsProps,
  ) {
    this.identityCenter = this.makeIdentityCenter(stack);
  }

  /** One of the teams. Throws for people without a way in, which the loader reports with its line. */
  teamOf(name: string, team: Team): AwsTeam {
    const { declaration, entryName, entry } = this.props;
    const { account, region, permissionsBoundary, rolePath, namePrefix, tags, sessionMinutes } = entry;
    return {
      ...{ account, region, permissionsBoundary, rolePath, namePrefix, tags, sessionMinutes },
      team: name,
      entry: entryName,
      organization: declaration.organization,
      people: team.people === undefined ? undefined : this.peopleOf(name, team.people),
      ci: team.ci,
      workloads: awsWorkloadsOf(team),
      formerly: team.formerly,
    };
  }

  private makeIdentityCenter(stack: TerraformStack): IdentityCenter | undefined {
    const { entry, teams } = this.props;
    const { signIn } = entry;
    const hasPeople = teams.some(([, team]) => team.people !== undefined);
    if (signIn === undefined || !("identityCenter" in signIn) || !hasPeople) return undefined;
    const { account, region, deploy, instanceArn, identityStoreId } = signIn.identityCenter;
    const alias = "identity_center";
    const provider = accountProvider(stack, "IdentityCenterAccount", { account, region, deploy, alias });
    return new IdentityCenter(stack, "IdentityCenter", { provider, instanceArn, identityStoreId });
  }

  private peopleOf(team: string, people: People): PeopleSource {
    const { entryName, entry } = this.props;
    const { signIn } = entry;
    const { sessionMinutes, subjects } = people;
    const group = valueFor(entryName, people.group);
    if (signIn === undefined) throw new Error(`Team ${team} has people, but provider ${entryName} has no signIn`);
    if ("oidc" in signIn) return { sessionMinutes, oidc: { ...signIn.oidc, group, subjects } };
    if ("saml" in signIn) return { sessionMinutes, saml: { ...signIn.saml, group, subjects } };
    const id = valueFor(entryName, people.groupId);
    if (this.identityCenter === undefined || (id === undefined && group === undefined)) {
      throw new Error(`Team ${team} has people without a group for provider ${entryName}`);
    }
    const { region, startUrl } = signIn.identityCenter;
    return {
      sessionMinutes,
      identityCenter: { center: this.identityCenter, startUrl, ssoRegion: region },
      group: id === undefined ? { displayName: group ?? "" } : { id },
    };
  }
}
