import type { ClaimPin } from "../../../authorization/federation/claim-pins";
import { isGithubIssuer } from "../../../authorization/federation/github-issuer";
import { keepsForksOut } from "../../../authorization/federation/keeps-forks-out";
import { pinsGithubIds, pinsRepository } from "../../../authorization/federation/pins-github-ids";
import { GOOGLE_GRANT_TYPES } from "../../../plans/google-grants";
import { type PoolMember, poolMembersOf } from "../../pool-members";
import type { Problem, Rule } from "../../rule";

/**
 * A repository's name can be taken over by another owner; its ids cannot. Where forks come in already, `google/forks-stay-out`
 * says so; what was declared by name is asked of the declaration.
 */
export const googleGithubSubjectImmutable: Rule = {
  id: "google/github-subject-immutable",
  protects:
    "A member from GitHub, or its provider's condition, names an id of the repository or its owner; by names alone it is a decision to acknowledge",
  appliesTo: GOOGLE_GRANT_TYPES,
  remedy: "declare ownerId and repositoryId, or acknowledge the name-only pin (older repositories, Enterprise Server)",
  link: "https://docs.github.com/en/actions/concepts/security/openid-connect",
  check: (view, circumstances) => {
    const declared = circumstances.expectations?.githubByName ?? [];
    const isByName = (pins: readonly ClaimPin[]): boolean =>
      keepsForksOut("github", pins) && !pinsGithubIds(pins) && !pinsRepository(pins, declared);
    const byName = ({ providers }: PoolMember): boolean =>
      providers.some(({ issuer, pins }) => isGithubIssuer(issuer) && pins.some(isByName));
    return poolMembersOf(view, circumstances)
      .filter(byName)
      .map(
        ({ grant, member }): Problem => ({
          address: grant.resource.address,
          what: member,
          detail: "The repository is named without its ids: who takes over the name is this member",
          state: "undecided",
        }),
      );
  },
};
