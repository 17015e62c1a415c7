import { textAt } from "../json-value";
import type { PlannedResource, PlanView } from "../plan-view";
import { referenceMark, referencesIn } from "../reference";
import { addressesIn } from "../template-text";

/** Subscription of a plan's resources; `undefined` where the provider does not state it. */
export const subscriptionOf = ({ blocks }: PlanView): string | undefined => {
  const said = textAt(blocks.find(({ address }) => address === "provider.azurerm")?.values, "subscription_id");
  return said?.startsWith("<ref ") ? undefined : said;
};

const CONTAINED: Readonly<Record<string, string>> = {
  azurerm_cognitive_account: "Microsoft.CognitiveServices/accounts",
  azurerm_user_assigned_identity: "Microsoft.ManagedIdentity/userAssignedIdentities",
};

const madeId = (view: PlanView, { type, values }: PlannedResource): string | undefined => {
  const stated = textAt(values, "id");
  if (stated !== undefined && !stated.includes("<ref ")) return stated;
  const [subscription, group, name] = [
    subscriptionOf(view),
    textAt(values, "resource_group_name"),
    textAt(values, "name"),
  ];
  if (subscription === undefined || name === undefined) return undefined;
  if (type === "azurerm_resource_group") return `/subscriptions/${subscription}/resourceGroups/${name}`;
  const kind = CONTAINED[type];
  if (kind === undefined || group === undefined || group.includes("<ref ")) return undefined;
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${kind}/${name}`;
};

/** Resource ids that Azure will give, by the expression that stands for them: `azurerm_cognitive_account.account.id`. */
export const madeIds = (view: PlanView): ReadonlyMap<string, string> =>
  new Map(
    ["azurerm_resource_group", ...Object.keys(CONTAINED)].flatMap((type) =>
      view.ofType(type).flatMap((resource) => {
        const id = madeId(view, resource);
        return id === undefined ? [] : [[`${resource.address}.id`, id] as const];
      }),
    ),
  );

/** A text with the ids of what the plan makes filled in; marks that are left stand for themselves. */
export const filledWith = (ids: ReadonlyMap<string, string>, text: string): string =>
  text.replace(/<ref [^<>]*>/g, (mark) => ids.get(referencesIn(mark)[0] ?? "") ?? mark);

/**
 * The text of an argument; where only a reference is known, the mark that the same reference has in a plan of a JSON
 * configuration, so that the same thing is the same text.
 *
 * @param attribute what such a reference means of its resource, `principal_id`
 */
export const argumentOf = (
  { values, unknown }: PlannedResource,
  argument: string,
  attribute: string,
): string | undefined => {
  const value = textAt(values, argument);
  if (value !== undefined) return value;
  const references = unknown.find((one) => one.argument === argument)?.references;
  const [address, ...others] = references ?? [];
  if (references === undefined) return undefined;
  return address === undefined || others.length > 0
    ? referenceMark(references.join(" or ") || "only the apply tells")
    : referenceMark(`${address}.${attribute}`);
};

/** Address of the resource that a mark is about; `undefined` for a text that is known. */
export const addressOfMark = (text: string): string | undefined => referencesIn(text).flatMap(addressesIn)[0];
