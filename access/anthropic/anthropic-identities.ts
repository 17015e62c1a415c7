import { isKnown, type Text, textName } from "../../authorization/google/text";
import { federationRuleOf } from "../../plans/anthropic/federation-rules";
import { type JsonValue, objectAt, textAt } from "../../plans/json-value";
import { listIn } from "../../plans/list-in";
import { namesIn } from "../../plans/named-by";
import type { PlannedResource, PlanView } from "../../plans/plan-view";
import { referencesIn } from "../../plans/reference";
import { settingsDocumentsOf } from "../../plans/settings-documents";
import { addressesIn } from "../../plans/template-text";
import { type AccessIdentity, accessKey, type Entrance, type ModelAccess, sortedEntrances } from "../access-side";
import { distinctBy } from "../in-order";

const RULE = "anthropic_federation_rule";
const ACCOUNT = "anthropic_service_account";
const IN_WORKSPACE = "anthropic_service_account_workspace";
const MEMBER = "anthropic_workspace_member";
const WORKSPACE = "anthropic_workspace";
/** What Anthropic takes where a rule says nothing. @see https://platform.claude.com/docs/en/manage-claude/workload-identity-federation */
const TOKEN_SECONDS = 3600;

/** Address of what an argument refers to, by reference or by the id of a resource in the plan. */
const addressOf = (
  view: PlanView,
  { values, unknown }: PlannedResource,
  argument: string,
  type: string,
  within: JsonValue = values,
) => {
  const said = textAt(within, argument);
  const top = argument === "service_account_id" && within !== values ? "target" : argument;
  const references = [
    ...(said === undefined ? [] : referencesIn(said).flatMap(addressesIn)),
    ...(unknown.find((one) => one.argument === top)?.references ?? []),
  ];
  const referred = references.find((address) => view.find(address)?.type === type);
  return (
    referred ??
    view.ofType(type).find((one) => said !== undefined && textAt(one.values, "id") === said)?.address ??
    said
  );
};

/** Name of a workspace as a reader knows it, where the plan makes it. */
const workspaceName = (view: PlanView, workspace: string | undefined): string => {
  const named = workspace === undefined ? undefined : textAt(view.find(workspace)?.values, "name");
  return named === undefined ? (workspace ?? "a workspace that only the apply tells") : `workspace ${named}`;
};

const geographyOf = (view: PlanView, workspace: string | undefined): string | undefined => {
  const residency = objectAt(view.find(workspace ?? "")?.values, "data_residency");
  return textAt(residency, "default_inference_geo");
};

const inWorkspace = (view: PlanView, workspace: string | undefined): ModelAccess => ({
  ...{ route: "console", model: "*", name: "every Claude model", certainty: "sure" },
  geography: geographyOf(view, workspace),
  through: workspaceName(view, workspace),
});

const wordsOf = (text: Text | undefined): string =>
  text === undefined ? "any" : isKnown(text) ? text : textName(text);

const entranceOf = (view: PlanView, rule: PlannedResource): Entrance => {
  const read = federationRuleOf(view, rule);
  if (read === undefined) return { key: rule.address, text: `tokens that only the apply tells (${rule.address})` };
  const { issuer, subjectPrefix, claims = {}, condition } = read;
  const pinned = Object.entries(claims)
    .map(([name, value]) => `${name} ${wordsOf(value)}`)
    .sort();
  const parts = [
    ...(subjectPrefix === undefined ? [] : [`subject ${wordsOf(subjectPrefix)}`]),
    ...pinned,
    ...(condition === undefined ? [] : [`if ${wordsOf(condition)}`]),
  ];
  const text = `tokens of ${wordsOf(issuer)}: ${parts.join(", ") || "any"}`;
  return { key: text, text };
};

/** Holders by what their settings say of their service account: its mark, or its id. */
const holdersOf = (view: PlanView): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { name, facts } of view.once(settingsDocumentsOf)) {
    const said = textAt(objectAt(facts, "signIn"), "serviceAccountId");
    if (said === undefined) continue;
    for (const key of namesIn(said)) listIn(found, key).push(name);
  }
  return found;
};

/** What tokens of a rule may be good for beyond the workspaces that its account is known to be in. */
const byRule = (view: PlanView, rule: PlannedResource, sure: readonly ModelAccess[]): readonly ModelAccess[] => {
  const workspace = addressOf(view, rule, "workspace_id", WORKSPACE);
  const everywhere = workspace === undefined || rule.values.applies_to_all_workspaces === true;
  const place = inWorkspace(view, workspace);
  const told = everywhere ? { ...place, geography: undefined, through: "every workspace" } : place;
  return sure.some(({ through }) => through === told.through) ? [] : [{ ...told, certainty: "possible" }];
};

const accountIdentity = (
  view: PlanView,
  account: string,
  holders: ReadonlyMap<string, readonly string[]>,
): AccessIdentity => {
  const made = view.find(account);
  const isIts = (resource: PlannedResource, within?: JsonValue) =>
    addressOf(view, resource, "service_account_id", ACCOUNT, within) === account;
  const places = view.ofType(IN_WORKSPACE).filter((place) => isIts(place));
  const rules = view.ofType(RULE).filter((rule) => isIts(rule, objectAt(rule.values, "target")));
  const seconds = rules.map(({ values }) =>
    typeof values.token_lifetime_seconds === "number" ? values.token_lifetime_seconds : TOKEN_SECONDS,
  );
  const sure = places.map((place) => inWorkspace(view, addressOf(view, place, "workspace_id", WORKSPACE)));
  const models = [...sure, ...rules.flatMap((rule) => byRule(view, rule, sure))];
  const id = textAt(made?.values, "id");
  const held = [account, ...(id === undefined ? [] : [id])].flatMap((key) => holders.get(key) ?? []);
  return {
    ...{ id: account, address: made?.address ?? places[0]?.address ?? rules[0]?.address ?? account },
    ...{ cloud: "anthropic", kind: "service account", name: textAt(made?.values, "name") ?? account },
    holders: [...new Set(held)].sort(),
    entrances: sortedEntrances(rules.map((rule) => entranceOf(view, rule))),
    models: distinctBy(models, accessKey),
    grantedBy: [...places, ...rules].map(({ address }) => address).sort(),
    sessionSeconds: seconds.length === 0 ? undefined : Math.max(...seconds),
    open: [],
  };
};

const memberIdentity = (view: PlanView, user: string, members: readonly PlannedResource[]): AccessIdentity => ({
  ...{ id: `person ${user}`, address: members[0]?.address ?? user, cloud: "anthropic", kind: "person", name: user },
  ...{ holders: [], entrances: [], sessionSeconds: undefined, open: [] },
  models: distinctBy(
    members.map((member) => inWorkspace(view, addressOf(view, member, "workspace_id", WORKSPACE))),
    accessKey,
  ),
  grantedBy: members.map(({ address }) => address).sort(),
});

/** Service accounts and people of Anthropic organizations that may call models in workspaces. */
export const anthropicIdentities = (view: PlanView): readonly AccessIdentity[] => {
  const holders = holdersOf(view);
  const named = [
    ...view.ofType(ACCOUNT).map(({ address }) => address),
    ...view.ofType(IN_WORKSPACE).flatMap((place) => addressOf(view, place, "service_account_id", ACCOUNT) ?? []),
    ...view.ofType(RULE).flatMap((rule) => {
      return addressOf(view, rule, "service_account_id", ACCOUNT, objectAt(rule.values, "target")) ?? [];
    }),
  ];
  const accounts = [...new Set(named)].map((account) => accountIdentity(view, account, holders));
  const people = new Map<string, PlannedResource[]>();
  for (const member of view.ofType(MEMBER)) {
    const user = textAt(member.values, "user_id") ?? "a person that only the apply tells";
    listIn(people, user).push(member);
  }
  return [
    ...accounts.filter(({ models, holders: held }) => models.length + held.length > 0),
    ...[...people].map(([user, members]) => memberIdentity(view, user, members)),
  ];
};
