import { addressOfMark, argumentOf } from "../../plans/azure/made-ids";
import { textAt } from "../../plans/json-value";
import { listIn } from "../../plans/list-in";
import type { PlannedResource, PlanView } from "../../plans/plan-view";
import { type Entrance, sortedEntrances } from "../access-side";

const entranceOf = ({ values }: PlannedResource): Entrance => {
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

const APPLICATIONS = ["azuread_application", "azuread_application_registration"] as const;

/** What a text or mark names a resource by: its address, and every id that it has. */
const namesOf = ({ address, values }: PlannedResource): readonly string[] => {
  const ids = ["id", "client_id", "application_id"].map((key) => textAt(values, key));
  return [address, ...ids.filter((id) => id !== undefined)];
};

const named = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : (addressOfMark(text) ?? text);

/** Credentials by what they name as theirs. */
const credentialsByOwner = (view: PlanView): ReadonlyMap<string, readonly PlannedResource[]> => {
  const found = new Map<string, PlannedResource[]>();
  const add = (type: string, argument: string) => {
    for (const credential of view.ofType(type)) {
      const owner = named(argumentOf(credential, argument, "id"));
      if (owner !== undefined) listIn(found, owner).push(credential);
    }
  };
  add("azurerm_federated_identity_credential", "parent_id");
  for (const type of APPLICATION) add(type, "application_id");
  return found;
};

const applicationsByName = (view: PlanView): ReadonlyMap<string, PlannedResource> =>
  new Map(
    APPLICATIONS.flatMap((type) => view.ofType(type)).flatMap((one) =>
      namesOf(one).map((name) => [name, one] as const),
    ),
  );

/** Federated credentials by which somebody comes in as an identity or application; sorted. */
export const credentialEntrances = (view: PlanView, principal: PlannedResource | undefined): readonly Entrance[] => {
  if (principal === undefined) return [];
  const credentials = view.once(credentialsByOwner);
  const application = view.once(applicationsByName).get(named(argumentOf(principal, "client_id", "client_id")) ?? "");
  const owners = [principal, ...(application === undefined ? [] : [application])].flatMap(namesOf);
  const found = owners.flatMap((owner) => credentials.get(owner) ?? []);
  return sortedEntrances(found.map(entranceOf));
};
