import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { Construct } from "constructs";
import { managedPolicyName, type NameParts, permissionSetName, roleName } from "../../catalog/aws-names";
import { type FormerNames, formerNames, nameAtBirth } from "../../catalog/former-names";
import { type CiSource, ciSourceName } from "../../catalog/pipeline/ci-source";
import type { AwsSignIn, IdentityKey } from "../../settings/facts";
import { addressIn } from "../core/address-in";
import { addressName } from "../core/address-name";
import { identityId, identityParent, identityPlace } from "../core/identity-place";
import { moveFrom } from "../core/move-from";
import { AssumableRole, attachInline, foreignPolicyNames, type InlinePolicyNames } from "./assumable-role";
import type { GrantDocuments } from "./grant-documents";
import { GroupPermissionSet } from "./group-permission-set";
import type { WorkloadSource } from "./identity-sources";
import { type PeopleSource, peopleSignIn, peopleTrust } from "./people-source";
import { type AwsPlace, placeOf } from "./place-of";
import type { PolicyDocument } from "./policy-document";
import { ciTrust, workloadSourceName, workloadTrust } from "./trust/identity-trust";

/** Who a team is in one AWS account, and how its identities are named there. */
export interface AwsTeam {
  /** Name of the team: lower-case letters, digits, hyphens. Becomes part of names in AWS. */
  readonly team: string;
  /** Name of the place; tells two places of one account apart. @default the region */
  readonly entry?: string;
  /** @default the team's name */
  readonly organization?: string;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly people?: PeopleSource;
  readonly ci?: Readonly<Record<string, CiSource>>;
  readonly workloads?: Readonly<Record<string, WorkloadSource>>;
  /** ARN of an IAM policy. @default none */
  readonly permissionsBoundary?: string;
  /** @default / */
  readonly rolePath?: string;
  /** @default claude */
  readonly namePrefix?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** 60 to 720. @default 480 for people of an Identity Center, else 60 */
  readonly sessionMinutes?: number;
  /** Former name of the team, or several, the newest first: resources move, and keep the names that they were born with. */
  readonly formerly?: FormerNames;
}

/** Props of `AwsIdentities`. */
export interface AwsIdentitiesProps extends AwsTeam {
  /** What the identities are for, `Claude Code on Amazon Bedrock`: the start of their descriptions. */
  readonly purpose: string;
  /** Names of the inline policies on roles made here. @default claude-models and claude-profiles */
  readonly policyNames?: InlinePolicyNames;
}

/** One identity: how its holder gets credentials, and its role. */
export interface AwsIdentity {
  readonly signIn: AwsSignIn;
  /** Undefined for people of an Identity Center, whose role AWS names itself. */
  readonly roleArn?: string;
}

/**
 * The identities of one team in one account: its people, each pipeline, each workload. All of them are given the same
 * documents, and nothing else. Resources lie directly below `scope`, whose id is the start of their addresses.
 */
export class AwsIdentities {
  /** What every name in AWS is made of. */
  readonly names: NameParts;
  readonly place: AwsPlace;

  constructor(
    private readonly scope: Construct,
    private readonly props: AwsIdentitiesProps,
  ) {
    const { namePrefix, region, entry = region, team, formerly } = props;
    this.place = placeOf(props);
    this.names = { prefix: namePrefix, entry, team: nameAtBirth(team, formerly) };
  }

  /** Makes every identity with exactly these documents; by identity, sorted. Once for one object. */
  give(documents: GrantDocuments): ReadonlyMap<IdentityKey, AwsIdentity> {
    const { people, ci = {}, workloads = {}, formerly } = this.props;
    const identities = new Map<IdentityKey, AwsIdentity>();
    for (const [name, source] of sorted(ci)) {
      const { roleArn } = this.addRole(`ci/${name}`, documents, ciTrust(this.place, source), source.sessionMinutes);
      identities.set(`ci/${name}`, { signIn: { kind: "ambient", source: ciSourceName(source) }, roleArn });
    }
    if (people !== undefined) identities.set("people", this.addPeople(people, documents));
    for (const [name, source] of sorted(workloads)) {
      identities.set(`workload/${name}`, this.addWorkload(`workload/${name}`, source, documents));
    }
    if (formerly !== undefined) {
      const former = formerNames(formerly).map((name) => addressIn(this.scope, name));
      moveFrom(this.scope, this.address(), former);
    }
    return identities;
  }

  /** Gives a role that this stack does not own these documents: a policy is attached, its trust left alone. */
  giveRole(id: string, role: { readonly roleName: string }, documents: GrantDocuments): void {
    const names = foreignPolicyNames(roleName({ ...this.names, identity: addressName(id) }));
    attachInline(
      new Construct(this.scope, id),
      `${this.address()}_${addressName(id)}`,
      role.roleName,
      documents,
      names,
    );
  }

  /** Name in Terraform addresses: of the team, or of one of its identities. */
  address(identity?: IdentityKey): string {
    return addressIn(this.scope, this.scope.node.id, identity);
  }

  /** Tags of what belongs to the team, or to one of its identities. */
  tags(identity?: IdentityKey): Readonly<Record<string, string>> {
    const { team, tags } = this.props;
    return { ...tags, "claude-access:team": team, ...(identity && { "claude-access:identity": identity }) };
  }

  private addPeople(people: PeopleSource, documents: GrantDocuments): AwsIdentity {
    if (!("identityCenter" in people)) {
      const { roleArn } = this.addRole("people", documents, peopleTrust(this.place, people), people.sessionMinutes);
      return { signIn: peopleSignIn(people, ""), roleArn };
    }
    const name = permissionSetName(this.names);
    const set = new GroupPermissionSet(this.scope, "people", {
      identityCenter: people.identityCenter.center,
      permissionSetName: name,
      managedPolicyName: managedPolicyName(this.names),
      address: this.address("people"),
      description: this.description("people"),
      account: this.props.account,
      group: people.group,
      permissionsBoundary: this.props.permissionsBoundary,
      sessionMinutes: people.sessionMinutes ?? this.props.sessionMinutes,
      rolePath: this.props.rolePath,
      tags: this.tags("people"),
    });
    set.grant(documents);
    return { signIn: peopleSignIn(people, name) };
  }

  private addWorkload(identity: `workload/${string}`, source: WorkloadSource, documents: GrantDocuments): AwsIdentity {
    const signIn: AwsSignIn = { kind: "ambient", source: workloadSourceName(source) };
    const trust = workloadTrust(this.place, source);
    if ("existingRole" in source || trust === undefined) {
      const arn = "existingRole" in source ? source.existingRole.arn : "";
      const existing = arn.slice(arn.lastIndexOf("/") + 1);
      const names = foreignPolicyNames(roleName({ ...this.names, identity }));
      attachInline(identityPlace(this.scope, identity), this.address(identity), existing, documents, names);
      return { signIn, roleArn: arn };
    }
    const role = this.addRole(identity, documents, trust, source.sessionMinutes);
    if ("ec2" in source) role.addInstanceProfile(this.tags(identity));
    if ("eks" in source) this.associate(identity, role, source.eks);
    return { signIn, roleArn: role.roleArn };
  }

  private associate(
    identity: IdentityKey,
    role: AssumableRole,
    eks: { cluster: string; namespace: string; serviceAccount: string },
  ): void {
    const association = new EksPodIdentityAssociation(role, "PodIdentity", {
      clusterName: eks.cluster,
      namespace: eks.namespace,
      serviceAccount: eks.serviceAccount,
      roleArn: role.roleArn,
      tags: this.tags(identity),
      dependsOn: [role.role],
    });
    association.overrideLogicalId(this.address(identity));
  }

  private addRole(
    identity: IdentityKey,
    documents: GrantDocuments,
    trust: PolicyDocument,
    sessionMinutes?: number,
  ): AssumableRole {
    const { rolePath = "/", permissionsBoundary, policyNames } = this.props;
    const name = roleName({ ...this.names, identity });
    const role = new AssumableRole(identityParent(this.scope, identity), identityId(identity), {
      roleName: name,
      roleArn: `arn:${this.place.partition}:iam::${this.place.account}:role${rolePath}${name}`,
      address: this.address(identity),
      description: this.description(identity),
      trust,
      rolePath,
      permissionsBoundary,
      sessionMinutes: sessionMinutes ?? this.props.sessionMinutes,
      tags: this.tags(identity),
    });
    role.grant(documents, policyNames);
    return role;
  }

  private description(identity: IdentityKey): string {
    return `${this.props.purpose} for ${this.props.team}, ${identity}`;
  }
}

const sorted = <T>(named: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1));
