import { keepsStrangersOut } from "../../../authorization/federation/stranger-can-enter";
import { GOOGLE_GRANT_TYPES } from "../../../plans/google-grants";
import { objectAt } from "../../../plans/json-value";
import { type PoolMember, poolMembersOf } from "../../pool-members";
import type { Problem, Rule } from "../../rule";

const attributeOf = ({ part }: PoolMember): string | undefined => /^(attribute\.[^/]+)\//.exec(part)?.[1];

/** The attribute of a member that no provider of its pool sets. */
const unsetAttribute = (one: PoolMember): string | undefined => {
  const attribute = attributeOf(one);
  const isSet = one.providers.some(({ resource }) =>
    Object.hasOwn(objectAt(resource.values, "attribute_mapping"), attribute ?? ""),
  );
  const isKnown = one.providers.every(
    ({ resource: { values, unknown } }) =>
      typeof values.attribute_mapping !== "string" && unknown.every(({ argument }) => argument !== "attribute_mapping"),
  );
  return isSet || !isKnown ? undefined : attribute;
};

/**
 * Whoever is a member is so by a claim that says whose token it is. Asked of members of pools whose provider is in the plan; forks
 * on GitHub and GitLab are the matter of `google/forks-stay-out`, whole pools that of `google/no-wide-member`.
 */
export const noLoosePrincipalSet: Rule = {
  id: "google/no-loose-principal-set",
  protects:
    "No grant is given by an attribute that no provider sets, or by a claim that strangers at a shared issuer can have",
  appliesTo: GOOGLE_GRANT_TYPES,
  remedy:
    "map the attribute from a claim that names the owner, and pin that in the member or in the provider's condition",
  link: "https://docs.cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines",
  check: (view, circumstances) =>
    poolMembersOf(view, circumstances).flatMap((one): Problem[] => {
      const { grant, member, part, providers } = one;
      const at = { address: grant.resource.address, what: member };
      const unset = unsetAttribute(one);
      if (unset !== undefined) {
        const detail = `No provider of the pool sets ${unset}: whoever maps it one day decides who this is`;
        return [{ ...at, detail, state: "undecided" }];
      }
      const open = providers.filter(({ issuer, pins }) =>
        pins.some((alternative) => keepsStrangersOut(issuer, alternative) === false),
      );
      if (open.length === 0 || part === "*") return [];
      const [{ issuer } = { issuer: "" }] = open;
      const detail = `Anybody with an account at ${issuer} could be this member: neither it nor the provider's condition says whose tokens are meant`;
      return [{ ...at, detail, state: "violated" }];
    }),
};
