import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { managedPolicyName, type NameParts, permissionSetName, roleName } from "../../catalog/aws-names";
import { partitionOf } from "../../catalog/aws-partitions";
import type { Geography } from "../../catalog/bedrock-profiles";
import { type FormerNames, formerNames, nameAtBirth } from "../../catalog/former-names";
import { type CiSource, ciSourceName } from "../../catalog/pipeline/ci-source";
import { bedrockSettings } from "../../settings/bedrock-settings";
import type { ClientSettings, ClientWishes } from "../../settings/client-settings";
import type { AwsSignIn, BedrockFacts, IdentityKey } from "../../settings/facts";
import { addressName } from "../core/address-name";
import { type ModelChoice, startFamilyOf } from "../core/model-choice";
import { moveFrom } from "../core/move-from";
import { accessDocuments } from "./access-documents";
import { ApplicationProfiles } from "./application-profiles";
import { AssumableRole, attachInline, foreignPolicyNames } from "./assumable-role";
import type { ApplicationProfile } from "./bedrock-grant";
import { type PlacedModel, type ProfileOverrides, placeModels } from "./bedrock-models";
import type { BedrockPlace } from "./bedrock-place";
import type { GrantDocuments } from "./grant-documents";
import { GroupPermissionSet } from "./group-permission-set";
import type { WorkloadSource } from "./identity-sources";
import { type PeopleSource, peopleSignIn, peopleTrust } from "./people-source";
import type { PolicyDocument } from "./policy-document";
import type { ProfileLookup } from "./profile-lookup";
import { ciTrust, workloadSourceName, workloadTrust } from "./trust/identity-trust";

/** Props of `BedrockAccess`: one team at one place. */
export interface BedrockAccessProps {
  /** Name of the team: lower-case letters, digits, hyphens. Becomes part of names in AWS. */
  readonly team: string;
  /** Name of the place; tells two regions of one account apart. @default the region */
  readonly entry?: string;
  /** @default the team's name */
  readonly organization?: string;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly geography: Geography;
  readonly models: ModelChoice;
  /** Destination regions that the catalog does not know. @default none */
  readonly profiles?: ProfileOverrides;
  /** Reads unknown destinations from AWS at plan time. @default unknown destinations are an error */
  readonly lookup?: ProfileLookup;
  /** Makes one tagged application inference profile a model and lets the team use only those. @default false */
  readonly applicationProfiles?: boolean;
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
  /** What every client is told. @default nothing more than what access needs */
  readonly clients?: ClientWishes;
  /** Former name of the team, or several, the newest first: resources move, and keep the names that they were born with. */
  readonly formerly?: FormerNames;
}

/** Settings of one identity, and the facts that they follow from. */
export interface AccessDocument {
  readonly facts: BedrockFacts;
  readonly settings: ClientSettings;
}

/** Documents by identity: `people`, `ci/NAME`, `workload/NAME`. */
export type AccessDocuments = Readonly<Record<string, AccessDocument>>;

/**
 * Lets one team use declared Claude models on Amazon Bedrock: an identity for its people, each pipeline and each
 * workload, exactly the grants these need, and the client settings that fit.
 */
export class BedrockAccess extends Construct {
  /** By identity: `people`, `ci/NAME`, `workload/NAME`; sorted. */
  readonly documents: AccessDocuments;
  private readonly place: BedrockPlace;
  private readonly models: readonly PlacedModel[];
  private readonly applicationProfiles: readonly ApplicationProfile[] | undefined;
  private readonly grantDocuments: GrantDocuments;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BedrockAccessProps,
  ) {
    super(scope, id);
    const partition = partitionOf(props.region);
    if (partition.refusal !== undefined)
      throw new Error(`${partition.refusal}; declare another region than ${props.region}`);
    this.place = {
      partition: partition.name,
      account: props.account,
      region: props.region,
      geography: props.geography,
    };
    this.models = placeModels(props.models, this.place, props.profiles);
    this.applicationProfiles = props.applicationProfiles === true ? this.makeApplicationProfiles() : undefined;
    this.grantDocuments = accessDocuments(this.place, this.models, this.applicationProfiles, props.lookup);
    this.documents = this.build();
    if (props.formerly !== undefined) {
      moveFrom(
        this,
        this.address(),
        formerNames(props.formerly).map((former) => this.address(former)),
      );
    }
  }

  /** Gives a role that this stack does not own the same models: its policy is attached, its trust left alone. */
  grantInvoke(id: string, role: { readonly roleName: string }): void {
    const address = `${this.address()}_${addressName(id)}`;
    const names = foreignPolicyNames(roleName({ ...this.names(), identity: addressName(id) }));
    attachInline(new Construct(this, id), address, role.roleName, this.grantDocuments, names);
  }

  /** Settings by identity, as `documents` has them. */
  get settings(): Readonly<Record<string, ClientSettings>> {
    return Object.fromEntries(
      Object.entries(this.documents).map(([identity, document]) => [identity, document.settings]),
    );
  }

  private build(): AccessDocuments {
    const { people, ci = {}, workloads = {} } = this.props;
    const documents: Record<string, AccessDocument> = {};
    for (const name of Object.keys(ci).sort()) {
      const source = ci[name];
      if (source !== undefined) documents[`ci/${name}`] = this.addCi(name, source);
    }
    if (people !== undefined) documents.people = this.addPeople(people);
    for (const name of Object.keys(workloads).sort()) {
      const source = workloads[name];
      if (source !== undefined) documents[`workload/${name}`] = this.addWorkload(name, source);
    }
    return documents;
  }

  private addPeople(people: PeopleSource): AccessDocument {
    if (!("identityCenter" in people)) {
      const { roleArn } = this.addRole("people", peopleTrust(this.place, people), people.sessionMinutes);
      return this.describe("people", peopleSignIn(people, ""), roleArn);
    }
    const name = permissionSetName(this.names());
    const set = new GroupPermissionSet(this, "people", {
      identityCenter: people.identityCenter.center,
      permissionSetName: name,
      managedPolicyName: managedPolicyName(this.names()),
      address: this.address(undefined, "people"),
      description: this.description("people"),
      account: this.props.account,
      group: people.group,
      permissionsBoundary: this.props.permissionsBoundary,
      sessionMinutes: people.sessionMinutes ?? this.props.sessionMinutes,
      rolePath: this.props.rolePath,
      tags: this.tags("people"),
    });
    set.grant(this.grantDocuments);
    return this.describe("people", peopleSignIn(people, name));
  }

  private addCi(name: string, source: CiSource): AccessDocument {
    const { roleArn } = this.addRole(`ci/${name}`, ciTrust(this.place, source), source.sessionMinutes);
    return this.describe(`ci/${name}`, { kind: "ambient", source: ciSourceName(source) }, roleArn);
  }

  private addWorkload(name: string, source: WorkloadSource): AccessDocument {
    const identity: IdentityKey = `workload/${name}`;
    const signIn: AwsSignIn = { kind: "ambient", source: workloadSourceName(source) };
    const trust = workloadTrust(this.place, source);
    if ("existingRole" in source || trust === undefined) {
      const arn = "existingRole" in source ? source.existingRole.arn : "";
      const existing = arn.slice(arn.lastIndexOf("/") + 1);
      const names = foreignPolicyNames(roleName({ ...this.names(), identity }));
      attachInline(this.childOf(identity), this.address(undefined, identity), existing, this.grantDocuments, names);
      return this.describe(identity, signIn, arn);
    }
    const role = this.addRole(identity, trust, source.sessionMinutes);
    if ("ec2" in source) role.addInstanceProfile(this.tags(identity));
    if ("eks" in source) this.associate(identity, role, source.eks);
    return this.describe(identity, signIn, role.roleArn);
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
    association.overrideLogicalId(this.address(undefined, identity));
  }

  private addRole(identity: IdentityKey, trust: PolicyDocument, sessionMinutes?: number): AssumableRole {
    const { rolePath = "/", permissionsBoundary } = this.props;
    const name = roleName({ ...this.names(), identity });
    const role = new AssumableRole(this.parentOf(identity), identity.split("/").pop() ?? identity, {
      roleName: name,
      roleArn: `arn:${this.place.partition}:iam::${this.place.account}:role${rolePath}${name}`,
      address: this.address(undefined, identity),
      description: this.description(identity),
      trust,
      rolePath,
      permissionsBoundary,
      sessionMinutes: sessionMinutes ?? this.props.sessionMinutes,
      tags: this.tags(identity),
    });
    role.grant(this.grantDocuments);
    return role;
  }

  private describe(identity: IdentityKey, signIn: AwsSignIn, roleArn?: string): AccessDocument {
    const { team, entry = this.props.region, organization = team, models, clients: { deliver } = {} } = this.props;
    const facts: BedrockFacts = {
      route: "bedrock",
      organization,
      team,
      entry,
      identity,
      ...this.place,
      models: this.models.map((placed) => ({
        model: placed.model,
        family: placed.family,
        target: this.applicationProfiles?.find(({ model }) => model === placed)?.arn ?? placed.systemId,
        ...(placed.profileArn === undefined ? {} : { profileArn: placed.profileArn }),
        systemId: placed.systemId,
        ...(placed.retiringUntil === undefined ? {} : { retiringUntil: placed.retiringUntil }),
      })),
      startFamily: startFamilyOf(models),
      signIn,
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(deliver === undefined ? {} : { deliver }),
    };
    return { facts, settings: bedrockSettings(facts, this.props.clients ?? {}) };
  }

  private makeApplicationProfiles(): readonly ApplicationProfile[] {
    return new ApplicationProfiles(this, "Profiles", {
      place: this.place,
      models: this.models,
      names: this.names(),
      address: this.address(),
      tags: this.tags(),
    }).profiles;
  }

  private names(): NameParts {
    const { namePrefix, entry = this.props.region, team, formerly } = this.props;
    return { prefix: namePrefix, entry, team: nameAtBirth(team, formerly) };
  }

  private tags(identity?: IdentityKey): Readonly<Record<string, string>> {
    const { team, tags } = this.props;
    return { ...tags, "claude-access:team": team, ...(identity && { "claude-access:identity": identity }) };
  }

  private description(identity: IdentityKey): string {
    return `Claude Code on Amazon Bedrock for ${this.props.team}, ${identity}`;
  }

  /** Ids from the stack down to here, then the identity: stable, readable, unique in the stack. */
  private address(lastId = this.node.id, identity?: string): string {
    const stack = TerraformStack.of(this);
    const ids = this.node.scopes.slice(stack.node.scopes.length, -1).map(({ node }) => node.id);
    return addressName(...ids, lastId, ...(identity === undefined ? [] : [identity]));
  }

  /** `ci/deploy` lies under a construct `ci`, `people` directly under this one. */
  private parentOf(identity: IdentityKey): Construct {
    const [kind = identity, name] = identity.split("/");
    if (name === undefined) return this;
    return (this.node.tryFindChild(kind) as Construct | undefined) ?? new Construct(this, kind);
  }

  private childOf(identity: IdentityKey): Construct {
    return new Construct(this.parentOf(identity), identity.split("/").pop() ?? identity);
  }
}
