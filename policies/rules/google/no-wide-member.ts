import { GOOGLE_GRANT_TYPES, googleGrantsOf } from "../../../plans/google-grants";
import { leadsToModels } from "../../google-accounts";
import type { Problem, Rule } from "../../rule";

const POOL = /^principalSet:\/\/iam\.googleapis\.com\/.*(workloadIdentityPools|workforcePools)\/[^/]+\/\*$/;

const problemOf = (member: string): Pick<Problem, "detail" | "state"> | undefined => {
  if (member === "allUsers") return { detail: "Everybody on the internet is a member", state: "violated" };
  if (member === "allAuthenticatedUsers")
    return { detail: "Everybody with any Google account is a member", state: "violated" };
  if (POOL.test(member))
    return { detail: "Everybody of an identity pool is a member, whatever their token says", state: "violated" };
  if (/^domain:/.test(member)) return { detail: "Everybody of a domain is a member", state: "undecided" };
  return undefined;
};

/** A member is a group, one identity, or those who share an attribute; never everybody. Asked of grants that lead to models. */
export const noWideMember: Rule = {
  id: "google/no-wide-member",
  protects: "No grant is given to the public, to a whole identity pool, or, unless acknowledged, to a whole domain",
  appliesTo: GOOGLE_GRANT_TYPES,
  remedy: "name a group, a subject, or an attribute of the token",
  link: "https://docs.cloud.google.com/iam/docs/principal-identifiers",
  check: (view, circumstances) =>
    view.once(googleGrantsOf).flatMap((grant) =>
      grant.members.flatMap((member): Problem[] => {
        const problem = problemOf(member);
        if (problem === undefined || !leadsToModels(view, grant, circumstances)) return [];
        return [{ address: grant.resource.address, what: member, ...problem }];
      }),
    ),
};
