import type { PlanView } from "../plans/plan-view";
import type { KnownAfterApply } from "./access-diff";
import { inOrder } from "./in-order";

/** Arguments that say who gets what, in the words of the providers. */
const GRANTING = new Set([
  ...["policy", "inline_policy", "assume_role_policy", "policy_arn", "managed_policy_arn", "permission_set_arn"],
  ...["principal_id", "principal_type", "target_id", "role", "roles", "users", "groups", "permissions_boundary"],
  ...["member", "members", "role_id", "permissions", "policy_data", "service_account_id", "attribute_condition"],
  ...[
    "role_definition_id",
    "role_definition_name",
    "scope",
    "subject",
    "issuer",
    "audiences",
    "claims_matching_expression",
  ],
  ...["group_object_id", "member_object_id", "federation_issuer_id", "match", "target", "workspace_id", "user_id"],
]);

const placeOf = ({ address, argument }: KnownAfterApply): string => `${address} ${argument}`;

/**
 * Arguments of resources which only the apply tells; sorted. What refers to resources of the same plan hides no access: what it
 * refers to is told itself.
 */
export const knownAfterApply = (view: PlanView): readonly KnownAfterApply[] => {
  const { stack } = view;
  const changing = new Set((view.changes ?? []).map(({ address }) => address));
  return view.resources
    .filter(({ mode, address }) => mode === "managed" && changing.has(address))
    .flatMap(({ address, unknown }) =>
      unknown.map(({ argument, references }) => ({
        ...{ stack, address, argument, references },
        hidesAccess: GRANTING.has(argument) && !view.holdsAll(references),
      })),
    )
    .sort((one, other) => inOrder(placeOf(one), placeOf(other)));
};
