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
    const found = this.node.tryFindChild(model) as DataAwsBedrockInferenceProfile | undefined;
    const profile = found ?? this.lookUp(model, profileArn);
    return Token.asString(ref(`${profile.fqn.slice(2, -1)}.models[*].model_arn`));
  }

  private lookUp(model: string, inferenceProfileId: string): DataAwsBedrockInferenceProfile {
    const profile = new DataAwsBedrockInferenceProfile(this, model, { inferenceProfileId });
    profile.overrideLogicalId(addressName(model));
    return profile;
  }
}
