import { credentialPins } from "../../../authorization/federation/credential-pins";
import { forkCanUse } from "../../../authorization/federation/fork-can-use";
import { isGithubIssuer } from "../../../authorization/federation/github-issuer";
import { pinsGithubIds, pinsRepository } from "../../../authorization/federation/pins-github-ids";
import { CREDENTIAL_TYPES, type PlannedCredential } from "../../../plans/azure-credentials";
import { foundryCredentialsOf } from "../../concerns-foundry";
import type { Problem, Rule } from "../../rule";

const isByName = ({ credential }: PlannedCredential, declared: readonly string[]): boolean => {
  if (credential === undefined || !isGithubIssuer(credential.issuer) || forkCanUse({ credential })) return false;
  const pins = credentialPins(credential);
  return pins !== undefined && !pinsGithubIds(pins) && !pinsRepository(pins, declared);
};

/**
 * A repository's name can be taken over by another owner; its ids cannot. Asked where the stacks have to do with Claude
 * (`concernsFoundry`); where forks come in already, `azure/forks-stay-out` says so, and what was declared by
 * name is asked of the declaration.
 */
export const azureGithubSubjectImmutable: Rule = {
  id: "azure/github-subject-immutable",
  protects: "GitHub subjects carry the ids of owner and repository; a pin by name alone is a decision to acknowledge",
  appliesTo: CREDENTIAL_TYPES,
  remedy: "declare ownerId and repositoryId, or acknowledge the name-only pin (older repositories, Enterprise Server)",
  link: "https://docs.github.com/en/actions/concepts/security/openid-connect",
  check: (view, circumstances) => {
    const declared = circumstances.expectations?.githubByName ?? [];
    return foundryCredentialsOf(view, circumstances)
      .filter((one) => isByName(one, declared))
      .map(
        ({ address, written }): Problem => ({
          ...{ address, what: written, state: "undecided" },
          detail: `${written} names the repository without its ids: who takes over the name comes in`,
        }),
      );
  },
};
