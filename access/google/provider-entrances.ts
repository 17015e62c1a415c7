import { readPrincipal } from "../../authorization/google/principal-names";
import { oneBlock } from "../../plans/blocks";
import { isJsonObject, type JsonValue, textAt, textsOf } from "../../plans/json-value";
import { listIn } from "../../plans/list-in";
import type { PlannedResource, PlanView } from "../../plans/plan-view";
import { type Entrance, sortedEntrances } from "../access-side";

const TYPES = [
  ["google_iam_workload_identity_pool_provider", "workload_identity_pool_id"],
  ["google_iam_workforce_pool_provider", "workforce_pool_id"],
] as const;

const canonical = (value: JsonValue | undefined): string => {
  if (!isJsonObject(value)) return JSON.stringify(value ?? null);
  return JSON.stringify(Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))));
};

const entranceOf = ({ values }: PlannedResource): Entrance => {
  const [oidc, saml, aws] = ["oidc", "saml", "aws"].map((kind) => oneBlock(values[kind]));
  const issuer = textAt(oidc, "issuer_uri");
  const account = textAt(aws, "account_id");
  const from =
    issuer !== undefined
      ? `tokens of ${issuer}`
      : account !== undefined
        ? `identities of AWS account ${account}`
        : isJsonObject(saml)
          ? "sign-in by SAML"
          : "tokens of an issuer that only the apply tells";
  const condition = textAt(values, "attribute_condition");
  const audiences = textsOf(isJsonObject(oidc) ? oidc.allowed_audiences : undefined);
  const parts = [from, condition, [...audiences].sort(), canonical(values.attribute_mapping), values.disabled === true];
  return {
    key: JSON.stringify(parts),
    text: `${from}${condition ? `, if ${condition}` : ", whatever they say"}${values.disabled === true ? " (disabled)" : ""}`,
  };
};

/** Id of the pool of a member, and whose it is; `undefined` for a member of no pool. */
const poolIdOf = (member: string): string | undefined => {
  const principal = readPrincipal(member);
  return principal.kind === "pool" ? principal.pool.split("/").at(-1) : undefined;
};

/** Ways in by the id of their pool. */
const entrancesByPool = (view: PlanView): ReadonlyMap<string, readonly Entrance[]> => {
  const found = new Map<string, Entrance[]>();
  for (const [type, argument] of TYPES) {
    for (const provider of view.ofType(type)) {
      const referred = provider.unknown.find((one) => one.argument === argument)?.references ?? [];
      const said = textAt(provider.values, argument);
      const pools = [said, ...referred.map((address) => textAt(view.find(address)?.values, argument))];
      for (const pool of new Set(pools.filter((one) => one !== undefined)))
        listIn(found, pool).push(entranceOf(provider));
    }
  }
  return found;
};

/** Ways into the identity pool of a member, by its providers in these plans, with their conditions; sorted. */
export const providerEntrances = (views: readonly PlanView[], member: string): readonly Entrance[] => {
  const pool = poolIdOf(member);
  if (pool === undefined) return [];
  const found = views.flatMap((view) => view.once(entrancesByPool).get(pool) ?? []);
  return sortedEntrances(found);
};
