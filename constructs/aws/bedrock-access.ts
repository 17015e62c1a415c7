import { Construct } from "constructs";
import type { Geography } from "../../catalog/bedrock-profiles";
import { bedrockSettings } from "../../settings/bedrock-settings";
import type { ClientSettings, ClientWishes } from "../../settings/client-settings";
import type { BedrockFacts, IdentityKey } from "../../settings/facts";
import { type ModelChoice, startFamilyOf } from "../core/model-choice";
import type { AccessDocument, AccessDocuments } from "./access-document";
import { accessDocuments } from "./access-documents";
import { ApplicationProfiles } from "./application-profiles";
import { AwsIdentities, type AwsIdentity, type AwsTeam } from "./aws-identities";
import type { ApplicationProfile } from "./bedrock-grant";
import { type PlacedModel, type ProfileOverrides, placeModels } from "./bedrock-models";
import type { BedrockPlace } from "./bedrock-place";
import type { GrantDocuments } from "./grant-documents";
import type { ProfileLookup } from "./profile-lookup";

/** Props of `BedrockAccess`: one team at one place. */
export interface BedrockAccessProps extends AwsTeam {
  readonly geography: Geography;
  readonly models: ModelChoice;
  /** Destination regions that the catalog does not know. @default none */
  readonly profiles?: ProfileOverrides;
  /** Reads unknown destinations from AWS at plan time. @default unknown destinations are an error */
  readonly lookup?: ProfileLookup;
  /** Makes one tagged application inference profile a model and lets the team use only those. @default false */
  readonly applicationProfiles?: boolean;
  /** What every client is told. @default nothing more than what access needs */
  readonly clients?: ClientWishes;
}

/**
 * Lets one team use declared Claude models on Amazon Bedrock: an identity for its people, each pipeline and each
 * workload, exactly the grants these need, and the client settings that fit.
 */
export class BedrockAccess extends Construct {
  /** By identity: `people`, `ci/NAME`, `workload/NAME`; sorted. */
  readonly documents: AccessDocuments;
  private readonly identities: AwsIdentities;
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
    this.identities = new AwsIdentities(this, { ...props, purpose: "Claude Code on Amazon Bedrock" });
    this.place = { ...this.identities.place, geography: props.geography };
    this.models = placeModels(props.models, this.place, props.profiles);
    this.applicationProfiles = props.applicationProfiles === true ? this.makeApplicationProfiles() : undefined;
    this.grantDocuments = accessDocuments(this.place, this.models, this.applicationProfiles, props.lookup);
    const identities = [...this.identities.give(this.grantDocuments)];
    this.documents = Object.fromEntries(
      identities.map(([identity, given]) => [identity, this.describe(identity, given)]),
    );
  }

  /** Gives a role that this stack does not own the same models: its policy is attached, its trust left alone. */
  grantInvoke(id: string, role: { readonly roleName: string }): void {
    this.identities.giveRole(id, role, this.grantDocuments);
  }

  /** Settings by identity, as `documents` has them. */
  get settings(): Readonly<Record<string, ClientSettings>> {
    return Object.fromEntries(
      Object.entries(this.documents).map(([identity, document]) => [identity, document.settings]),
    );
  }

  private describe(identity: IdentityKey, { signIn, roleArn }: AwsIdentity): AccessDocument {
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
      names: this.identities.names,
      address: this.identities.address(),
      tags: this.identities.tags(),
    }).profiles;
  }
}
