import { isKnown } from "../google/text";
import type { AzureCredential } from "./azure-credential";
import { credentialPins } from "./credential-pins";
import { type ForkingService, keepsForksOut, serviceOf } from "./keeps-forks-out";

const ALL: readonly ForkingService[] = ["github", "gitlab", "other"];

/**
 * Whether a pull request from a fork could use a federated credential of Entra. No only where its subject, or its expression,
 * pins the repository's owner and an occasion that no pull request has (GitHub), the project or its group (GitLab), or the whole
 * subject (others); in doubt yes, also where an expression is not understood.
 * @param question.service whose tokens they are. @default by the issuer; any of them where it is not known
 */
export const forkCanUse = (question: {
  readonly credential: AzureCredential;
  readonly service?: ForkingService;
}): boolean => {
  const { credential, service } = question;
  const byIssuer = isKnown(credential.issuer) ? [serviceOf(credential.issuer)] : ALL;
  const pins = credentialPins(credential) ?? [];
  return (service === undefined ? byIssuer : [service]).some((one) => !keepsForksOut(one, pins));
};
