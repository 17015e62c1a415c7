import type { Rule } from "../rule";
import { exactMatch } from "./anthropic/exact-match";
import { noAdminMember } from "./anthropic/no-admin-member";
import { noAdminServiceAccount } from "./anthropic/no-admin-service-account";
import { oneWorkspace } from "./anthropic/one-workspace";
import { workspaceArchive } from "./anthropic/workspace-archive";
import { actionBeyondCatalog } from "./aws/action-beyond-catalog";
import { actionOnWrongResource } from "./aws/action-on-wrong-resource";
import { boundaryPresent } from "./aws/boundary-present";
import { declaredPlace } from "./aws/declared-place";
import { githubSubjectImmutable } from "./aws/github-subject-immutable";
import { noLongLivedKey } from "./aws/no-long-lived-key";
import { noUndeclaredIdentity } from "./aws/no-undeclared-identity";
import { noUnknownPolicy } from "./aws/no-unknown-policy";
import { noWildcardModel } from "./aws/no-wildcard-model";
import { oneOwnerPerResource } from "./aws/one-owner-per-resource";
import { profileConditionPresent } from "./aws/profile-condition-present";
import { secretReadBeyondDeclared } from "./aws/secret-read-beyond-declared";
import { sessionLength } from "./aws/session-length";
import { settingsAndDoorsAgree } from "./aws/settings-and-doors-agree";
import { settingsAndGrantsAgree } from "./aws/settings-and-grants-agree";
import { trustPinsAudienceAndSubject } from "./aws/trust-pins-audience-and-subject";
import { azureForksStayOut } from "./azure/forks-stay-out";
import { azureGithubSubjectImmutable } from "./azure/github-subject-immutable";
import { grantAtAccount } from "./azure/grant-at-account";
import { keysOpenNothing } from "./azure/keys-open-nothing";
import { noClientSecret } from "./azure/no-client-secret";
import { noLooseSubject } from "./azure/no-loose-subject";
import { noModelUpgrade } from "./azure/no-model-upgrade";
import { azureRoleBeyondCatalog } from "./azure/role-beyond-catalog";
import { roleById } from "./azure/role-by-id";
import { termsDeclared } from "./azure/terms-declared";
import { declaredIdentities } from "./declared-identities";
import { declaredModels } from "./declared-models";
import { googleForksStayOut } from "./google/forks-stay-out";
import { googleGithubSubjectImmutable } from "./google/github-subject-immutable";
import { grantAtProject } from "./google/grant-at-project";
import { impersonationAtAccount } from "./google/impersonation-at-account";
import { modelsRestricted } from "./google/models-restricted";
import { noAuthoritativeGrant } from "./google/no-authoritative-grant";
import { noBasicRole } from "./google/no-basic-role";
import { noLoosePrincipalSet } from "./google/no-loose-principal-set";
import { noServiceAccountKey } from "./google/no-service-account-key";
import { noWideMember } from "./google/no-wide-member";
import { googleRoleBeyondCatalog } from "./google/role-beyond-catalog";
import { noCredentialLiteral } from "./no-credential-literal";
import { retiredModels } from "./retired-models";
import { settingsClientRefuses } from "./settings-client-refuses";
import { settingsNeedNewerClient } from "./settings-need-newer-client";

/** Every rule, in the order of their ids. A rule that is not in this list is not asked. */
export const RULES: readonly Rule[] = [
  exactMatch,
  noAdminMember,
  noAdminServiceAccount,
  oneWorkspace,
  workspaceArchive,
  actionBeyondCatalog,
  actionOnWrongResource,
  boundaryPresent,
  declaredPlace,
  githubSubjectImmutable,
  noLongLivedKey,
  noUndeclaredIdentity,
  noUnknownPolicy,
  noWildcardModel,
  oneOwnerPerResource,
  profileConditionPresent,
  secretReadBeyondDeclared,
  sessionLength,
  settingsAndDoorsAgree,
  settingsAndGrantsAgree,
  trustPinsAudienceAndSubject,
  azureForksStayOut,
  azureGithubSubjectImmutable,
  grantAtAccount,
  keysOpenNothing,
  noClientSecret,
  noLooseSubject,
  noModelUpgrade,
  azureRoleBeyondCatalog,
  roleById,
  termsDeclared,
  declaredIdentities,
  declaredModels,
  googleForksStayOut,
  googleGithubSubjectImmutable,
  grantAtProject,
  impersonationAtAccount,
  modelsRestricted,
  noAuthoritativeGrant,
  noBasicRole,
  noLoosePrincipalSet,
  noServiceAccountKey,
  noWideMember,
  googleRoleBeyondCatalog,
  noCredentialLiteral,
  retiredModels,
  settingsClientRefuses,
  settingsNeedNewerClient,
];
