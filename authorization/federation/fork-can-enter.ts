import { type CelLanguage, celLanguage } from "../cel";
import { type ForkingService, keepsForksOut, serviceOf } from "./keeps-forks-out";
import { type GrantQuestion, memberPins } from "./member-pins";

/**
 * Whether a pull request from a fork could use a grant: bring a token that the provider accepts and that the member takes in.
 * No only where condition and member together pin the repository's owner and an occasion that no pull request has (GitHub), the
 * project or its group (GitLab), or the whole subject (others); in doubt yes. What a condition says is read as `memberPins` does.
 * @param question.service whose tokens they are. @default by the issuer
 */
export const forkCanEnter = (
  question: GrantQuestion & { readonly service?: ForkingService },
  language: CelLanguage = celLanguage(),
): boolean => {
  const { trusts } = question.provider;
  if (trusts.kind === "saml") return false;
  const service = question.service ?? serviceOf(trusts.issuer);
  return memberPins(question, language).some((pins) => !keepsForksOut(service, pins));
};
