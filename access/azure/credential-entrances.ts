import { addressOfMark, argumentOf } from "../../plans/azure/made-ids";
import { textAt } from "../../plans/json-value";
import type { PlannedResource, PlanView } from "../../plans/plan-view";
import type { Entrance } from "../access-side";

const ofCredential = ({ values }: PlannedResource): Entrance => {
  const issuer = textAt(values, "issuer") ?? "an issuer that only the apply tells";
  const subject = textAt(values, "subject");
  const expression = textAt(values, "claims_matching_expression");
  const claims = subject !== undefined ? `subject ${subject}` : (expression ?? "a subject that only the apply tells");
  const audiences = [values.audience, values.audiences].flat().filter((one) => typeof one === "string");
  return { key: JSON.stringify([issuer, claims, [...audiences].sort()]), text: `tokens of ${issuer}: ${claims}` };
};

const APPLICATION = [
  "azuread_application_federated_identity_credential",
  "azuread_application_flexible_federated_identity_credential",
] as const;

/** Whether a text or mark names a resource: by its id, or by reference. */
const names = (text: string | undefined, resource: PlannedResource | undefined): boolean => {
  if (text === undefined || resource === undefined) return false;
  const ids = ["id", "client_id", "application_id"].map((key) => textAt(resource.values, key));
  return addressOfMark(text) === resource.address || ids.includes(text);
};

/** Federated credentials by which somebody comes in as an identity or application; sorted. */
export const credentialEntrances = (view: PlanView, principal: PlannedResource | undefined): readonly Entrance[] => {
  if (principal === undefined) return [];
  const ofIdentity = view
    .ofType("azurerm_federated_identity_credential")
    .filter((one) => names(argumentOf(one, "parent_id", "id"), principal));
  const application = ["azuread_application", "azuread_application_registration"]
    .flatMap((type) => view.ofType(type))
    .find((one) => names(argumentOf(principal, "client_id", "client_id"), one));
  const ofApplication = APPLICATION.flatMap((type) => view.ofType(type)).filter((one) =>
    names(argumentOf(one, "application_id", "id"), application),
  );
  const byKey = new Map(
    [...ofIdentity, ...ofApplication].map(ofCredential).map((entrance) => [entrance.key, entrance]),
  );
  return [...byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
};
