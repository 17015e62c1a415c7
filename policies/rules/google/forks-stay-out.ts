import { keepsForksOut, serviceOf } from "../../../authorization/federation/keeps-forks-out";
import { keepsStrangersOut } from "../../../authorization/federation/stranger-can-enter";
import type { Truth } from "../../../authorization/truth";
import { GOOGLE_GRANT_TYPES } from "../../../plans/google-grants";
import { POOL_PROVIDER, type PoolProvider, poolProvidersOf } from "../../../plans/google-pools";
import { textAt } from "../../../plans/json-value";
import type { PlanView } from "../../../plans/plan-view";
import { holdsReference } from "../../../plans/reference";
import type { Circumstances } from "../../circumstances";
import { type PoolMember, poolMembersOf } from "../../pool-members";
import type { Problem, Rule } from "../../rule";

/** Whether strangers get tokens of an issuer, too; so it is taken where the issuer is not known. */
const isShared = (issuer: string): boolean =>
  holdsReference(issuer) || serviceOf(issuer) !== "other" || keepsStrangersOut(issuer, []) !== undefined;

const judgeProvider = ({ resource: { address, values, unknown }, issuer }: PoolProvider): Problem[] => {
  if (textAt(values, "attribute_condition") !== undefined || !isShared(issuer)) return [];
  if (unknown.some(({ argument }) => argument === "attribute_condition"))
    return [{ address, detail: "The condition is not known before an apply", state: "undecided" }];
  const detail = "Without a condition everybody whom the issuer vouches for is in the pool";
  return [{ address, detail, state: holdsReference(issuer) ? "undecided" : "violated" }];
};

/** Whether a fork could be a member through a provider; undefined where the issuer is known only after an apply. */
const letsForksIn = ({ issuer, pins }: PoolMember["providers"][number]): Truth => {
  const isOpen = holdsReference(issuer);
  const service = isOpen ? "github" : serviceOf(issuer);
  if (service === "other" || pins.every((alternative) => keepsForksOut(service, alternative))) return false;
  return isOpen ? undefined : true;
};

const judgeMembers = (view: PlanView, circumstances: Circumstances): Problem[] =>
  poolMembersOf(view, circumstances).flatMap(({ grant, member, providers }): Problem[] => {
    const open = providers.filter((one) => letsForksIn(one) !== false);
    if (open.length === 0) return [];
    const conditions = open.map(({ resource }) => resource.address).join(", ");
    const state = open.some((one) => letsForksIn(one) === true) ? "violated" : "undecided";
    const detail = `A pull request from a fork could be this member: neither it nor the condition of ${conditions} keeps forks out`;
    return [{ address: grant.resource.address, what: member, detail, state }];
  });

/**
 * A provider of a pool lets in declared pipelines only, and no fork's. Providers for an issuer of one's own (a cluster, a company)
 * need no condition, and have no forks; what their members are is asked by `google/no-wide-member`.
 */
export const googleForksStayOut: Rule = {
  id: "google/forks-stay-out",
  protects:
    "Every provider of an identity pool for an issuer that strangers share has a condition, and no grant is one that a fork's pull request could use",
  appliesTo: [POOL_PROVIDER, ...GOOGLE_GRANT_TYPES],
  remedy:
    "pin the repository by its ids, with an environment, a branch or a tag, in the provider's condition or in the member",
  link: "https://docs.cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines",
  check: (view, circumstances) => [
    ...view.once(poolProvidersOf).flatMap(judgeProvider),
    ...judgeMembers(view, circumstances),
  ],
};
