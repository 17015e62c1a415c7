import { allOf, anyOf, not, type Truth } from "../truth";
import type { AccessAnswer, AccessQuestion, Reason } from "./access-question";
import type { AzureView, DenyAssignment, DenyPrincipal, RoleAssignment } from "./azure-view";
import { type Caller, compileMemberships, EVERYBODY, type Memberships } from "./memberships";
import { compileRoles, conditionHolds, type Operation, permissionsHold, roleName } from "./role-holds";
import { type Ancestry, compileHierarchy, isSame, isWithin } from "./scopes";

/** A question, read once. */
interface Asked extends Operation {
  readonly caller: Caller;
  readonly ancestry: Ancestry | undefined;
}

/** A reason that applies, or (`undefined`) may. */
interface Say {
  readonly reason: Reason;
  readonly applies: true | undefined;
}

const saying = (applies: Truth, reason: () => Reason): readonly Say[] =>
  applies === false ? [] : [{ reason: reason(), applies }];
const reasonsOf = (says: readonly Say[]): readonly Reason[] => says.map(({ reason }) => reason);
const sure = (says: readonly Say[]): readonly Say[] => says.filter(({ applies }) => applies === true);
const open = (says: readonly Say[]): readonly Say[] => says.filter(({ applies }) => applies === undefined);

const isDenied = ({ covers }: Memberships, caller: Caller, { id, type }: DenyPrincipal): Truth =>
  id === EVERYBODY ? true : covers(caller, id, type);

/** @see https://learn.microsoft.com/en-us/azure/role-based-access-control/deny-assignments */
const denies = (memberships: Memberships, deny: DenyAssignment, asked: Asked): Truth => {
  const { caller, ancestry } = asked;
  const { principals, excludePrincipals = [], permissions, scope, condition } = deny;
  const steps: readonly (() => Truth)[] = [
    () => (deny.doNotApplyToChildScopes === true ? isSame(ancestry, scope) : isWithin(ancestry, scope)),
    () => permissionsHold(permissions, asked),
    () => anyOf(principals, (principal) => isDenied(memberships, caller, principal)),
    () => not(anyOf(excludePrincipals, ({ id, type }) => memberships.covers(caller, id, type))),
    () => conditionHolds(condition),
  ];
  return allOf(steps, (step) => step());
};

const decide = (grants: readonly Say[], denials: readonly Say[]): AccessAnswer => {
  if (sure(denials).length > 0) return { decision: "denied", because: reasonsOf(sure(denials)) };
  if (grants.length === 0) return { decision: "denied", because: [] };
  const isGranted = sure(grants).length > 0;
  if (isGranted && denials.length === 0) return { decision: "allowed", because: reasonsOf(sure(grants)) };
  return { decision: "undecided", because: reasonsOf([...(isGranted ? [] : open(grants)), ...open(denials)]) };
};

/**
 * Reads a view once and answers questions about it: may a principal use an operation at a scope? What roles hold is summed up
 * over assignments, a deny assignment beats all of them. What is not known makes the answer `undecided`, never `allowed`.
 * @see https://learn.microsoft.com/en-us/azure/role-based-access-control/overview
 */
export const compileAccess = (view: AzureView): ((question: AccessQuestion) => AccessAnswer) => {
  const ancestryOf = compileHierarchy(view);
  const roleHolds = compileRoles(view);
  const memberships = compileMemberships(view);
  const grants = (one: RoleAssignment, asked: Asked): Truth =>
    allOf(
      [
        () => isWithin(asked.ancestry, one.scope),
        () => memberships.covers(asked.caller, one.principalId, one.principalType),
        () => roleHolds(one.roleDefinitionId, asked),
        () => conditionHolds(one.condition),
      ],
      (step) => step(),
    );
  const unreadSays = (kind: "roleAssignments" | "denyAssignments", { ancestry }: Asked): readonly Say[] =>
    (view.unread ?? []).flatMap((unread) =>
      unread.kind === kind && isWithin(ancestry, unread.scope) !== false
        ? saying(undefined, () => ({ kind: "unread", name: unread.scope }))
        : [],
    );
  return ({ principalId, operation, kind, scope }) => {
    const asked: Asked = {
      operation: operation.toLowerCase(),
      kind,
      caller: memberships.callerOf(principalId),
      ancestry: ancestryOf(scope),
    };
    const granted = view.roleAssignments.flatMap((one) =>
      saying(grants(one, asked), () => ({
        kind: "roleAssignment",
        name: one.name,
        role: roleName(one.roleDefinitionId),
      })),
    );
    const denied = (view.denyAssignments ?? []).flatMap((one) =>
      saying(denies(memberships, one, asked), () => ({ kind: "denyAssignment", name: one.name })),
    );
    return decide(
      [...granted, ...unreadSays("roleAssignments", asked)],
      [...denied, ...unreadSays("denyAssignments", asked)],
    );
  };
};

/** One question; to ask many of the same view, use `compileAccess`. */
export const evaluateAccess = (view: AzureView, question: AccessQuestion): AccessAnswer =>
  compileAccess(view)(question);
