import { allOf, anyOf, either, not, type Truth } from "../truth";
import { coversCaller, type KnownCaller } from "./covers-caller";
import { deniesPermission } from "./denies-permission";
import type { DenyRule, GoogleView } from "./google-view";
import { isKubernetesPool, readPrincipal } from "./principal-names";
import { isWithin } from "./resource-names";
import { isKnown, type Text } from "./text";

/** Identities of GKE are not among the principals that are documented for deny policies: what naming one does is open. */
const isUndocumented = (principal: Text): boolean => {
  if (!isKnown(principal)) return false;
  const named = readPrincipal(principal);
  return named.kind === "kubernetes" || (named.kind === "pool" && isKubernetesPool(named.pool));
};

const covers = (view: GoogleView, principal: Text, caller: KnownCaller): Truth => {
  const answer = coversCaller(view, principal, caller);
  return answer === true && isUndocumented(principal) ? undefined : answer;
};

/**
 * Whether a deny rule keeps a caller from using a permission on a resource. A condition that does not hold, or an exception,
 * takes the whole rule away.
 * @see https://docs.cloud.google.com/iam/docs/deny-overview
 */
export const denyRuleApplies = (
  view: GoogleView,
  rule: DenyRule,
  question: { readonly caller: KnownCaller; readonly permission: string; readonly resource: string },
  holds: () => Truth,
): Truth => {
  const { caller, permission, resource } = question;
  const { deniedPrincipals, exceptionPrincipals = [], deniedPermissions, exceptionPermissions = [] } = rule;
  const steps: readonly (() => Truth)[] = [
    () => isWithin(view, resource, rule.resource),
    () => anyOf(deniedPermissions, (denied) => deniesPermission(denied, permission)),
    () => anyOf(deniedPrincipals, (denied) => covers(view, denied, caller)),
    () =>
      not(
        either(
          anyOf(exceptionPermissions, (excepted) => deniesPermission(excepted, permission)),
          anyOf(exceptionPrincipals, (excepted) => covers(view, excepted, caller)),
        ),
      ),
    holds,
  ];
  return allOf(steps, (step) => step());
};
