import type { PlanSides } from "../plans/read-plan";
import type { AccessIdentity } from "./access-side";
import { anthropicIdentities } from "./anthropic/anthropic-identities";
import { awsIdentities } from "./aws/aws-identities";
import { azureIdentities } from "./azure/azure-identities";
import { googleIdentities } from "./google/google-identities";

/** Identities before and after an apply. */
export type Identities = Record<"before" | "after", readonly AccessIdentity[]>;

/**
 * Identities of every cloud on both sides of a plan that may call models, or whom settings lead to.
 *
 * @param together plans whose roles, policies and accounts count too, this one included. @default this one alone
 */
export const identitiesOnBothSides = (sides: PlanSides, together: readonly PlanSides[] = [sides]): Identities => {
  const aws = awsIdentities(sides);
  const others = (side: "before" | "after") => {
    const context = together.map((one) => one[side]);
    return [
      ...googleIdentities(sides[side], context),
      ...azureIdentities(sides[side], context),
      ...anthropicIdentities(sides[side]),
    ];
  };
  return { before: [...aws.before, ...others("before")], after: [...aws.after, ...others("after")] };
};
