import { celLanguage } from "../../../authorization/cel";
import { forkCanEnter } from "../../../authorization/federation/fork-can-enter";
import type { GoogleProvider } from "../../../authorization/federation/google-provider";
import { GOOGLE_GRANT_TYPES, googleGrantsOf } from "../../../plans/google-grants";
import { listAt, objectAt, textAt, textsOf } from "../../../plans/json-value";
import type { PlannedResource, PlanView } from "../../../plans/plan-view";
import type { Circumstances } from "../../circumstances";
import type { Problem, Rule } from "../../rule";

const PROVIDER = "google_iam_workload_identity_pool_provider";
const POOL_MEMBER = /^principal(?:Set)?:\/\/iam\.googleapis\.com\/(.*\/workloadIdentityPools\/([^/]+))\//;

/** Blocks stand as an object in synthesised JSON, and as a list of one in a plan. */
const blockAt = (values: PlannedResource["values"], key: string) => {
  const [first] = listAt(values, key);
  return first === undefined ? objectAt(values, key) : objectAt({ first }, "first");
};

/** Id of a provider's pool, also where it refers to the pool's resource. */
const poolIdOf = (view: PlanView, { values }: PlannedResource): string | undefined => {
  const said = textAt(values, "workload_identity_pool_id");
  const [, address] = /^<ref ([^>]+)\.workload_identity_pool_id>$/.exec(said ?? "") ?? [];
  return address === undefined ? said : textAt(view.find(address)?.values, "workload_identity_pool_id");
};

/** Providers that trust an OIDC issuer, by the id of their pool. */
const providersOf = ({ views }: Circumstances): ReadonlyMap<string, readonly PlannedResource[]> => {
  const found = new Map<string, PlannedResource[]>();
  for (const view of views) {
    for (const provider of view.ofType(PROVIDER)) {
      const pool = poolIdOf(view, provider);
      if (pool === undefined || textAt(blockAt(provider.values, "oidc"), "issuer_uri") === undefined) continue;
      found.set(pool, [...(found.get(pool) ?? []), provider]);
    }
  }
  return found;
};

const providerOf = (pool: string, { values }: PlannedResource): GoogleProvider => {
  const oidc = blockAt(values, "oidc");
  const condition = textAt(values, "attribute_condition");
  const mapping = Object.entries(objectAt(values, "attribute_mapping")).flatMap(([name, cel]) =>
    typeof cel === "string" ? [[name, cel] as const] : [],
  );
  return {
    name: `${pool}/providers/any`,
    trusts: { kind: "oidc", issuer: textAt(oidc, "issuer_uri") ?? "", audiences: textsOf(oidc.allowed_audiences) },
    attributeMapping: Object.fromEntries(mapping),
    ...(condition === undefined ? {} : { attributeCondition: condition }),
  };
};

const grantProblems = (view: PlanView, circumstances: Circumstances): Problem[] => {
  const providers = circumstances.once(providersOf);
  const language = circumstances.once(() => celLanguage());
  return view.once(googleGrantsOf).flatMap(({ resource: { address }, members }) =>
    members.flatMap((member): Problem[] => {
      const [, pool = "", id = ""] = POOL_MEMBER.exec(member) ?? [];
      const open = (providers.get(id) ?? []).filter((one) =>
        forkCanEnter({ provider: providerOf(pool, one), member }, language),
      );
      if (open.length === 0) return [];
      const detail = `A pull request from a fork could be this member: neither it nor the condition of ${open.map((one) => one.address).join(", ")} keeps forks out`;
      return [{ address, what: member, detail, state: "violated" }];
    }),
  );
};

/** A provider of a pool lets in declared pipelines only, and no fork's. */
export const googleForksStayOut: Rule = {
  id: "google/forks-stay-out",
  protects:
    "Every provider of an identity pool has a condition, and no grant is one that a fork's pull request could use",
  appliesTo: [PROVIDER, ...GOOGLE_GRANT_TYPES],
  remedy:
    "pin the repository by its ids, with an environment, a branch or a tag, in the provider's condition or in the member",
  link: "https://docs.cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines",
  check: (view, circumstances) => [
    ...view.ofType(PROVIDER).flatMap(({ address, values, unknown }): Problem[] => {
      if (textAt(values, "attribute_condition") !== undefined) return [];
      const isOpen = unknown.some(({ argument }) => argument === "attribute_condition");
      const detail = isOpen
        ? "The condition is not known before an apply"
        : "Without a condition everybody whom the issuer vouches for is in the pool";
      return [{ address, detail, state: isOpen ? "undecided" : "violated" }];
    }),
    ...grantProblems(view, circumstances),
  ],
};
