import type { ClientSettings } from "../../settings/client-settings";
import type { AwsFacts, BedrockFacts, IdentityKey } from "../../settings/facts";
import { type ModelChoice, startFamilyOf } from "../core/model-choice";
import type { AwsIdentity, AwsTeam } from "./aws-identities";
import type { AwsPlace } from "./place-of";

/** Settings of one identity, and the facts that they follow from. */
export interface AccessDocument<F extends AwsFacts = BedrockFacts> {
  readonly facts: F;
  readonly settings: ClientSettings;
}

/** Documents by identity: `people`, `ci/NAME`, `workload/NAME`. */
export type AccessDocuments<F extends AwsFacts = BedrockFacts> = Readonly<Record<string, AccessDocument<F>>>;

/** What is known of an identity in an AWS account, whatever its route. */
export const awsFacts = (
  { team, entry, organization = team, models }: AwsTeam & { readonly models: ModelChoice },
  place: AwsPlace,
  identity: IdentityKey,
  { signIn, roleArn }: AwsIdentity,
) => ({
  organization,
  team,
  entry: entry ?? place.region,
  identity,
  ...place,
  startFamily: startFamilyOf(models),
  signIn,
  ...(roleArn === undefined ? {} : { roleArn }),
});
