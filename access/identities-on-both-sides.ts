import type { PlanSides } from "../plans/read-plan";
import type { AccessIdentity } from "./access-side";
import { anthropicIdentities } from "./anthropic/anthropic-identities";
import { awsIdentities } from "./aws/aws-identities";
import { azureIdentities } from "./azure/azure-identities";
import { googleIdentities } from "./google/google-identities";

/** Identities before and after an apply. */
export type Identities = Record<"before" | "after", readonly AccessIdentity[]>;

/** Identities of every cloud on both sides of a plan that may call models, or whom settings lead to. */
export const identitiesOnBothSides = (sides: PlanSides): Identities => {
  const aws = awsIdentities(sides);
  const others = (side: "before" | "after") =>
    [googleIdentities, azureIdentities, anthropicIdentities].flatMap((identities) => identities(sides[side]));
  return { before: [...aws.before, ...others("before")], after: [...aws.after, ...others("after")] };
};
