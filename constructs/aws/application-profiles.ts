import { BedrockInferenceProfile } from "@cdktf/provider-aws/lib/bedrock-inference-profile";
import { Construct } from "constructs";
import { applicationProfileName, type NameParts } from "../../catalog/aws-names";
import { addressName } from "../core/address-name";
import { escapeDeep } from "../core/template-text";
import type { ApplicationProfile } from "./bedrock-grant";
import type { PlacedModel } from "./bedrock-models";
import { type BedrockPlace, modelArnOf } from "./bedrock-place";

/** Props of `ApplicationProfiles`. */
export interface ApplicationProfilesProps {
  readonly place: BedrockPlace;
  readonly models: readonly PlacedModel[];
  readonly names: NameParts;
  /** Start of the names in Terraform addresses. */
  readonly address: string;
  /** Shows up in cost reports; every profile carries them. */
  readonly tags: Readonly<Record<string, string>>;
}

/** One application inference profile a model, so that a team's calls can be told apart on the bill. */
export class ApplicationProfiles extends Construct {
  readonly profiles: readonly ApplicationProfile[];

  constructor(scope: Construct, id: string, { place, models, names, address, tags }: ApplicationProfilesProps) {
    super(scope, id);
    this.profiles = models.map((model) => {
      const profile = new BedrockInferenceProfile(this, model.model, {
        name: applicationProfileName({ ...names, model: model.model }),
        modelSource: [{ copyFrom: model.profileArn ?? modelArnOf(place, place.region, model.bedrockId) }],
        tags: escapeDeep(tags),
      });
      profile.overrideLogicalId(`${address}_${addressName(model.model)}`);
      return { model, arn: profile.arn };
    });
  }
}
