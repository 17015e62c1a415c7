import { type Ancestry, isWhole } from "./ancestry";
import { type Principal, projectOfServiceAccount, readPrincipal } from "./principal";

/** A set of principals that a boundary can be bound to, and the resource that owns it. */
export interface PrincipalSet {
  /** `projects/N`, `folders/N` or `organizations/N`. */
  readonly parent: string;
  /** Full name, such as `//iam.googleapis.com/locations/global/workforcePools/POOL`. */
  readonly target: string;
}

/** The sets that hold one principal, and what is not known about them. */
export interface HoldingSets {
  readonly sets: readonly PrincipalSet[];
  /** Why there may be more sets. */
  readonly gap?: string;
}

const resourceSet = (resource: string): PrincipalSet => ({
  parent: resource,
  target: `//cloudresourcemanager.googleapis.com/${resource}`,
});

/** The sets of a project, its folders and its organization. */
const resourceSets = (ancestry: Ancestry): HoldingSets => ({
  sets: ancestry.resources.map(resourceSet),
  ...(isWhole(ancestry) ? {} : { gap: `what is above ${ancestry.gap?.resource} is not known` }),
});

const NO_ORGANIZATION = "no organization is known above the project, so that of these people is not known";

/** Accounts are taken for those of the organization: nobody else's boundaries can be read. */
const accountSets = ({ organization, customer }: Ancestry): HoldingSets => {
  if (organization === undefined) return { sets: [], gap: NO_ORGANIZATION };
  const own = resourceSet(organization);
  if (customer === undefined) return { sets: [own], gap: `the directory of ${organization} is not known` };
  return {
    sets: [own, { parent: organization, target: `//iam.googleapis.com/locations/global/workspace/${customer}` }],
  };
};

/** Project (id or number) whose sets hold a principal; undefined for people. */
export const homeProjectOf = (principal: Principal): string | undefined => {
  if (principal.kind === "service-account") return projectOfServiceAccount(principal.email);
  return principal.kind === "pool" ? /^projects\/(\d+)\//.exec(principal.pool)?.[1] : undefined;
};

/**
 * The sets of principals that hold a member.
 * @param ancestry of the declared project
 * @param home ancestry of the project that owns a service account or a workload identity pool
 * @see https://docs.cloud.google.com/iam/docs/principal-access-boundary-policies (read 2026-11-23)
 */
export const holdingSets = (member: string, ancestry: Ancestry, home: Ancestry | undefined): HoldingSets => {
  const principal = readPrincipal(member);
  if (principal.kind === "user" || principal.kind === "group") return accountSets(ancestry);
  if (principal.kind === "service-account" && home !== undefined) return resourceSets(home);
  if (principal.kind !== "pool") return { sets: [], gap: "no set is known that holds it" };
  const target = `//iam.googleapis.com/${principal.pool}`;
  if (home !== undefined) {
    const { sets, gap } = resourceSets(home);
    return { sets: [{ parent: home.resources[0] ?? "", target }, ...sets], gap };
  }
  const { organization } = ancestry;
  if (organization === undefined) return { sets: [], gap: NO_ORGANIZATION };
  return { sets: [{ parent: organization, target }, resourceSet(organization)] };
};
