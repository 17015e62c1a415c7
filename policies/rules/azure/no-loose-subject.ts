import { credentialPins } from "../../../authorization/federation/credential-pins";
import { forkCanUse } from "../../../authorization/federation/fork-can-use";
import { serviceOf } from "../../../authorization/federation/keeps-forks-out";
import { keepsStrangersOut } from "../../../authorization/federation/stranger-can-enter";
import { CREDENTIAL_TYPES, type PlannedCredential } from "../../../plans/azure-credentials";
import { foundryCredentialsOf } from "../../concerns-foundry";
import type { Problem, Rule } from "../../rule";

type Verdict = Pick<Problem, "detail" | "state">;

const judge = ({ credential }: PlannedCredential): Verdict | undefined => {
  if (credential === undefined) return undefined;
  if (serviceOf(credential.issuer) !== "other" && forkCanUse({ credential })) return undefined;
  const pins = credentialPins(credential);
  if (pins === undefined)
    return { detail: "Whose tokens this expression takes is not understood here", state: "undecided" };
  if (keepsStrangersOut(credential.issuer, pins) === false) {
    const detail = `Anybody with an account at ${credential.issuer} could bring a token that this credential accepts`;
    return { detail, state: "violated" };
  }
  const isFlexible = "claimsMatchingExpression" in credential;
  return isFlexible && pins.some(([, value]) => /[*?]/.test(value))
    ? { detail: "It takes the tokens of all whose claims look like this, not of one pipeline", state: "undecided" }
    : undefined;
};

/**
 * A federated credential says whose token it takes, whole. Asked where the stacks have to do with Claude (`concernsFoundry`); what a
 * fork could use, and what is not known before an apply, is said by `azure/forks-stay-out`.
 */
export const noLooseSubject: Rule = {
  id: "azure/no-loose-subject",
  protects:
    "No federated credential takes a stranger's token at a shared issuer, or, unless acknowledged, whatever fits a pattern",
  appliesTo: CREDENTIAL_TYPES,
  remedy: "pin one whole subject, or acknowledge the pattern",
  link: "https://learn.microsoft.com/en-us/entra/workload-id/workload-identities-flexible-federated-identity-credentials",
  check: (view, circumstances) =>
    foundryCredentialsOf(view, circumstances).flatMap((one): Problem[] => {
      const verdict = judge(one);
      return verdict === undefined ? [] : [{ address: one.address, what: one.written, ...verdict }];
    }),
};
