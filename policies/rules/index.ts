import type { Rule } from "../rule";
import { actionBeyondCatalog } from "./aws/action-beyond-catalog";
import { actionOnWrongResource } from "./aws/action-on-wrong-resource";
import { boundaryPresent } from "./aws/boundary-present";
import { githubSubjectImmutable } from "./aws/github-subject-immutable";
import { noLongLivedKey } from "./aws/no-long-lived-key";
import { noUnknownPolicy } from "./aws/no-unknown-policy";
import { noWildcardModel } from "./aws/no-wildcard-model";
import { profileConditionPresent } from "./aws/profile-condition-present";
import { sessionLength } from "./aws/session-length";
import { settingsAndGrantsAgree } from "./aws/settings-and-grants-agree";
import { trustPinsAudienceAndSubject } from "./aws/trust-pins-audience-and-subject";
import { noCredentialLiteral } from "./no-credential-literal";

/** Every rule, in the order of their ids. A rule that is not in this list is not asked. */
export const RULES: readonly Rule[] = [
  actionBeyondCatalog,
  actionOnWrongResource,
  boundaryPresent,
  githubSubjectImmutable,
  noLongLivedKey,
  noUnknownPolicy,
  noWildcardModel,
  profileConditionPresent,
  sessionLength,
  settingsAndGrantsAgree,
  trustPinsAudienceAndSubject,
  noCredentialLiteral,
];
