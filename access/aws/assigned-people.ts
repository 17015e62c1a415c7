import { oneBlock } from "../../plans/blocks";
import { objectAt, textAt } from "../../plans/json-value";
import { listIn } from "../../plans/list-in";
import { namedBy } from "../../plans/named-by";
import type { PlannedResource, PlanView } from "../../plans/plan-view";
import { referencesIn } from "../../plans/reference";
import { addressesIn } from "../../plans/template-text";
import type { Entrance } from "../access-side";

const GROUP = "aws_identitystore_group";

/** Name of a group that is made, was read, or will be looked up by its name. */
const groupName = ({ values }: PlannedResource): string | undefined => {
  const sought = oneBlock(objectAt({ id: oneBlock(values.alternate_identifier) ?? null }, "id").unique_attribute);
  return textAt(values, "display_name") ?? textAt(sought, "attribute_value");
};

/** Display names of groups of Identity Center by id, as the plan reads or makes them. */
const groupNames = (views: readonly PlanView[]): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const group of views.flatMap(({ resources }) => resources)) {
    const name = group.type === GROUP ? groupName(group) : undefined;
    if (name === undefined) continue;
    const { address, mode } = group;
    const id = textAt(group.values, "group_id");
    if (id !== undefined) names.set(id, name);
    names.set(mode === "data" && !address.startsWith("data.") ? `data.${address}` : address, name);
  }
  return names;
};

/** Groups of both sides: what is looked up stands only in what was there before. */
const namesOf = (view: PlanView, other: PlanView): ReadonlyMap<string, string> => groupNames([view, other]);

const principalOf = ({ values, unknown }: PlannedResource, names: ReadonlyMap<string, string>): string => {
  const id = textAt(values, "principal_id");
  if (id !== undefined && !id.startsWith("<ref ")) return names.get(id) ?? id;
  const referred = id === undefined ? [] : referencesIn(id).flatMap(addressesIn);
  const unread = unknown.find(({ argument }) => argument === "principal_id")?.references ?? [];
  const [address] = [...referred, ...unread];
  return names.get(address ?? "") ?? address ?? "a principal that only the apply tells";
};

const entranceOf = (assignment: PlannedResource, names: ReadonlyMap<string, string>): Entrance => {
  const kind = (textAt(assignment.values, "principal_type") ?? "principal").toLowerCase();
  const principal = principalOf(assignment, names);
  const account = textAt(assignment.values, "target_id") ?? "an account that only the apply tells";
  return { key: `${kind} ${principal} ${account}`, text: `${kind} ${principal} in account ${account}` };
};

/** Who is assigned to permission sets, by the address or ARN of the set, in a view; names also come from the other side. */
export const assignedPeople = (view: PlanView, other: PlanView): ReadonlyMap<string, readonly Entrance[]> => {
  const names = namesOf(view, other);
  const found = new Map<string, Entrance[]>();
  for (const assignment of view.ofType("aws_ssoadmin_account_assignment")) {
    const entrance = entranceOf(assignment, names);
    for (const key of namedBy(assignment, "permission_set_arn")) listIn(found, key).push(entrance);
  }
  return found;
};
