import type { GoogleProvider } from "../authorization/federation/google-provider";
import { blockAt } from "./blocks";
import { objectAt, textAt, textsOf } from "./json-value";
import type { PlannedResource, PlanView } from "./plan-view";
import { referenceMark } from "./reference";

/** Type of a provider of a workload identity pool. */
export const POOL_PROVIDER = "google_iam_workload_identity_pool_provider";

/** A provider that trusts an OIDC issuer. */
export interface PoolProvider {
  readonly resource: PlannedResource;
  /** Id of its pool, also where it refers to the pool's resource; undefined where the plan does not say. */
  readonly pool: string | undefined;
  /** A mark where only an apply knows it. */
  readonly issuer: string;
}

const UNKNOWN_ISSUER = referenceMark("oidc.issuer_uri");

const poolIdOf = (view: PlanView, { values }: PlannedResource): string | undefined => {
  const said = textAt(values, "workload_identity_pool_id");
  const [, address] = /^<ref ([^>]+)\.workload_identity_pool_id>$/.exec(said ?? "") ?? [];
  return address === undefined ? said : textAt(view.find(address)?.values, "workload_identity_pool_id");
};

/** Providers of workload identity pools in a stack that trust an OIDC issuer. */
export const poolProvidersOf = (view: PlanView): readonly PoolProvider[] =>
  view.ofType(POOL_PROVIDER).flatMap((resource) => {
    const isOpen = resource.unknown.some(({ argument }) => argument === "oidc");
    const issuer = textAt(blockAt(resource.values, "oidc"), "issuer_uri") ?? (isOpen ? UNKNOWN_ISSUER : undefined);
    return issuer === undefined ? [] : [{ resource, pool: poolIdOf(view, resource), issuer }];
  });

/**
 * A provider as `authorization/federation` takes it.
 * @param pool whole name, `projects/1/locations/global/workloadIdentityPools/P`, as the members say that are asked about
 */
export const googleProviderOf = ({ resource, issuer }: PoolProvider, pool: string): GoogleProvider => {
  const { values } = resource;
  const condition = textAt(values, "attribute_condition");
  const mapping = Object.entries(objectAt(values, "attribute_mapping")).flatMap(([name, cel]) =>
    typeof cel === "string" ? [[name, cel] as const] : [],
  );
  return {
    name: `${pool}/providers/any`,
    trusts: { kind: "oidc", issuer, audiences: textsOf(blockAt(values, "oidc").allowed_audiences) },
    attributeMapping: Object.fromEntries(mapping),
    ...(condition === undefined ? {} : { attributeCondition: condition }),
  };
};
