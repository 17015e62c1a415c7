import { DataAwsBedrockInferenceProfile } from "@cdktf/provider-aws/lib/data-aws-bedrock-inference-profile";
import { ref, Token } from "cdktf";
import { Construct } from "constructs";
import { addressName } from "../core/address-name";
import type { PlacedModel } from "./bedrock-models";

/** Destinations of inference profiles, read from AWS at plan time, once a model and stack (`resolve: plan`). */
export class ProfileLookup extends Construct {
  /** Foundation-model ARNs behind a model's profile, as one token that Terraform makes a list of. */
  modelArnsOf({ model, profileArn }: PlacedModel): string {
    if (profileArn === undefined)
      throw new Error(`${model} is called in its own region; there is no profile to look up`);
    const name = addressName(model);
    if (this.node.tryFindChild(model) === undefined) {
      const profile = new DataAwsBedrockInferenceProfile(this, model, { inferenceProfileId: profileArn });
      profile.overrideLogicalId(name);
    }
    return Token.asString(ref(`data.${DataAwsBedrockInferenceProfile.tfResourceType}.${name}.models[*].model_arn`));
  }
}
