import { identitiesOf } from "../plans/identities";
import { objectAt, textAt, textsOf } from "../plans/json-value";
import { namedBy } from "../plans/named-by";
import type { PlannedResource, PlanView } from "../plans/plan-view";
import { referencesIn } from "../plans/reference";
import { addressesIn } from "../plans/template-text";

/** Identities of one stack that somebody comes in as, and how many ways lead into each. */
export type WaysIn = ReadonlyMap<string, number>;

/** How a resource may be named: by its address, or by what it is called once it exists. */
const namesOf = ({ address, values }: PlannedResource): readonly string[] => {
  const known = ["arn", "id", "name", "email", "client_id"].map((key) => textAt(values, key));
  return [address, ...known.filter((name) => name !== undefined)];
};

/** Ways into resources of a type: other resources that name them. */
const waysBy = (
  view: PlanView,
  type: string,
  doors: readonly (readonly [type: string, argument: string, counts?: (door: PlannedResource) => number])[],
): readonly (readonly [string, number])[] => {
  const counted = new Map<string, number>();
  for (const [doorType, argument, counts = () => 1] of doors) {
    for (const door of view.ofType(doorType))
      for (const name of new Set(namedBy(door, argument))) counted.set(name, (counted.get(name) ?? 0) + counts(door));
  }
  return view.ofType(type).map((resource) => {
    const ways = namesOf(resource).map((name) => counted.get(name) ?? 0);
    return [resource.address, Math.max(0, ...ways)] as const;
  });
};

const ACTS_AS = /^roles\/iam\.(?:workloadIdentityUser|serviceAccountTokenCreator|serviceAccountUser)$/;

/** Members that a grant lets act as a service account. */
const actingMembers = ({ values }: PlannedResource): number =>
  ACTS_AS.test(textAt(values, "role") ?? "") ? textsOf(values.members).length + (textAt(values, "member") ? 1 : 0) : 0;

const rolesOf = (view: PlanView): readonly (readonly [string, number])[] =>
  view.once(identitiesOf).flatMap(({ kind, owned, address, trust }) => {
    if (kind !== "role" || !owned || trust?.state !== "known") return [];
    const allowing = trust.reading.statements.filter(({ effect, principals }) => {
      return effect === "Allow" && (principals === undefined || principals.negated || principals.values.length > 0);
    });
    return [[address, allowing.length] as const];
  });

/** Federation rules of service accounts; a rule names its account within its target. */
const anthropicAccounts = (view: PlanView): readonly (readonly [string, number])[] => {
  const rules = view.ofType("anthropic_federation_rule").flatMap((rule) => {
    const said = textAt(objectAt(rule.values, "target"), "service_account_id");
    const referred = rule.unknown.find(({ argument }) => argument === "target")?.references ?? [];
    return said === undefined ? referred : [said, ...referencesIn(said).flatMap(addressesIn)];
  });
  return view.ofType("anthropic_service_account").map((account) => {
    const names = namesOf(account);
    return [account.address, rules.filter((named) => names.includes(named)).length] as const;
  });
};

/** Ways into every identity of a stack by its address: trusts, assignments, impersonators, federated credentials and rules. */
export const waysIn = (view: PlanView): WaysIn =>
  new Map([
    ...rolesOf(view),
    ...waysBy(view, "aws_ssoadmin_permission_set", [["aws_ssoadmin_account_assignment", "permission_set_arn"]]),
    ...waysBy(view, "google_service_account", [
      ["google_service_account_iam_member", "service_account_id", actingMembers],
      ["google_service_account_iam_binding", "service_account_id", actingMembers],
    ]),
    ...waysBy(view, "azurerm_user_assigned_identity", [["azurerm_federated_identity_credential", "parent_id"]]),
    ...waysBy(view, "azuread_application", [
      ["azuread_application_federated_identity_credential", "application_id"],
      ["azuread_application_flexible_federated_identity_credential", "application_id"],
    ]),
    ...anthropicAccounts(view),
  ]);
