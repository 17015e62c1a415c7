import { forkCanUse } from "../../../authorization/federation/fork-can-use";
import { serviceOf } from "../../../authorization/federation/keeps-forks-out";
import { CREDENTIAL_TYPES } from "../../../plans/azure-credentials";
import { foundryCredentialsOf } from "../../concerns-foundry";
import type { Problem, Rule } from "../../rule";

/**
 * A federated credential is one pipeline's, and no fork's. Asked where the stacks have to do with Claude (`concernsFoundry`), of
 * issuers that have forks: GitHub and GitLab.
 */
export const azureForksStayOut: Rule = {
  id: "azure/forks-stay-out",
  protects: "No federated credential, plain or flexible, is one that a fork's pull request could use",
  appliesTo: CREDENTIAL_TYPES,
  remedy: "pin the repository by its ids, with an environment, a branch or a tag, in an exact subject",
  link: "https://learn.microsoft.com/en-us/entra/workload-id/workload-identity-federation-considerations",
  check: (view, circumstances) =>
    foundryCredentialsOf(view, circumstances).flatMap(({ address, credential, written }): Problem[] => {
      if (credential === undefined)
        return [{ address, detail: "Issuer or subject are not known before an apply", state: "undecided" }];
      if (serviceOf(credential.issuer) === "other" || !forkCanUse({ credential })) return [];
      const detail = "A pull request from a fork could bring a token that this credential accepts";
      return [{ address, what: written, detail, state: "violated" }];
    }),
};
