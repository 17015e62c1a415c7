import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { SecretManagerSecretIamMember } from "@cdktf/provider-google/lib/secret-manager-secret-iam-member";
import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { type FormerNames, formerNames, nameAtBirth } from "../../catalog/former-names";
import type { IdentityKey } from "../../settings/facts";
import { addressIn } from "../core/address-in";
import { addressName } from "../core/address-name";
import { dependOn } from "../core/depend-on";
import { identityPlace } from "../core/identity-place";
import { moveFrom } from "../core/move-from";
import { escapeTemplate } from "../core/template-text";
import { type Holder, type HolderPlace, holdersOf, type PlannedHolder } from "./holders";
import type { GoogleIdentities } from "./identity-sources";
import type { KeySecret } from "./key-secret";

const ACT_AS_FEDERATED = "roles/iam.workloadIdentityUser";
const ACT_AS = "roles/iam.serviceAccountTokenCreator";

/** Props of `TeamGrants`: one team in one project. */
export interface TeamGrantsProps extends HolderPlace, GoogleIdentities {
  /** Name of the role that lets call models, or read a secret. */
  readonly role: string;
  /** Secret on which the role is given, and nowhere else. @default the project */
  readonly onSecret?: KeySecret;
  /** Name of the role that lets people name the project for quota. @default none is granted */
  readonly quotaRole?: string;
  /** Name of the role that pipelines get besides, to read the project's metadata. @default none is granted */
  readonly projectRole?: string;
  /** Name of an identity in Terraform addresses, unique in the stack. */
  readonly addressOf: (identity: string) => string;
}

/**
 * Makes one team holders of a role, directly below `scope`, whose id is the start of their addresses; sorted by identity.
 * What was made under a former name of the team moves.
 */
export const grantTeam = (
  scope: Construct,
  props: Omit<TeamGrantsProps, "addressOf"> & { readonly formerly?: FormerNames },
): readonly Holder[] => {
  const { team, formerly } = props;
  const { holders } = new TeamGrants(scope, "Grants", {
    ...props,
    team: nameAtBirth(team, formerly),
    addressOf: (identity) => addressIn(scope, scope.node.id, identity),
  });
  const former = formerNames(formerly).map((name) => addressIn(scope, name));
  if (former.length > 0) moveFrom(scope, addressIn(scope, scope.node.id), former);
  return holders;
};

/** The day after, at midnight: a grant until a day includes it. */
const endOf = (day: string): string => {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().replace(".000Z", "Z");
};

/** Who may act as a service account, and until when. */
interface ActingAs {
  readonly role: string;
  readonly member: string;
  readonly condition?: { readonly title: string; readonly expression: string };
}

/**
 * What one team's people, pipelines and workloads are in a project, and the one role that each gets. Grants are additive:
 * nobody else's access is touched.
 */
export class TeamGrants extends Construct {
  /** Sorted by identity. */
  readonly holders: readonly Holder[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TeamGrantsProps,
  ) {
    super(scope, id);
    this.holders = holdersOf(props, props).map((planned) => {
      const { owned, federated, ...holder } = planned;
      this.add(planned);
      return holder;
    });
  }

  private add(planned: PlannedHolder): void {
    const { identity, members, owned, federated } = planned;
    const { role, quotaRole, projectRole } = this.props;
    const at = identityPlace(this, identity);
    const account = owned === undefined ? undefined : this.addServiceAccount(at, identity, owned.id);
    for (const member of members) {
      const name = members.length === 1 ? [] : [member];
      const grant = this.grant(at, identity, member, role, ...name);
      if (account !== undefined) dependOn(grant, account);
      if (identity === "people" && quotaRole !== undefined) {
        this.grant(at, identity, member, quotaRole, "quota", ...name);
      }
      if (identity.startsWith("ci/") && projectRole !== undefined) {
        const reading = this.grant(at, identity, member, projectRole, "project", ...name);
        if (account !== undefined) dependOn(reading, account);
      }
    }
    if (account === undefined || owned === undefined) return;
    if (federated !== undefined) {
      this.letActAs(at, identity, account, owned.email, { role: ACT_AS_FEDERATED, member: federated });
    }
    this.letImpersonate(at, identity, account, owned.email);
  }

  /** Members that take the service account's place for a while, where the workload is declared so. */
  private letImpersonate(at: Construct, identity: IdentityKey, account: ServiceAccount, email: string): void {
    const source = this.props.workloads?.[identity.replace(/^workload\//, "")];
    if (source === undefined || !identity.startsWith("workload/") || !("impersonation" in source)) return;
    const { by, until } = source.impersonation;
    const condition = { title: `until ${until}`, expression: `request.time < timestamp("${endOf(until)}")` };
    for (const member of [...by].sort()) {
      this.letActAs(at, identity, account, email, { role: ACT_AS, member, condition }, member);
    }
  }

  private addServiceAccount(at: Construct, identity: IdentityKey, accountId: string): ServiceAccount {
    const { project, team, addressOf } = this.props;
    const account = new ServiceAccount(at, "ServiceAccount", {
      project,
      accountId,
      displayName: `Claude Code: ${team}, ${identity}`,
    });
    account.overrideLogicalId(addressOf(identity));
    return account;
  }

  private grant(at: Construct, identity: string, member: string, role: string, ...more: string[]): TerraformResource {
    const { project, onSecret } = this.props;
    const name = ["Grant", ...more].join("-");
    const common = { project, role, member: escapeTemplate(member) };
    const grant =
      onSecret === undefined
        ? new ProjectIamMember(at, name, common)
        : new SecretManagerSecretIamMember(at, name, { ...common, secretId: onSecret.secretName });
    if (onSecret?.secret !== undefined) dependOn(grant, onSecret.secret);
    grant.overrideLogicalId([this.props.addressOf(identity), ...more.map((part) => addressName(part))].join("_"));
    return grant;
  }

  private letActAs(
    at: Construct,
    identity: string,
    account: ServiceAccount,
    email: string,
    { role, member, condition }: ActingAs,
    ...more: string[]
  ): void {
    const resource = new ServiceAccountIamMember(at, ["ActAs", ...more].join("-"), {
      serviceAccountId: `projects/${this.props.project}/serviceAccounts/${email}`,
      role,
      member: escapeTemplate(member),
      condition,
      dependsOn: [account],
    });
    resource.overrideLogicalId([this.props.addressOf(identity), ...more.map((part) => addressName(part))].join("_"));
  }
}
