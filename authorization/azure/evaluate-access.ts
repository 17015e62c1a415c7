import { allOf, anyOf, not, type Truth } from "../truth";
import type { AccessAnswer, AccessQuestion, Reason } from "./access-question";
import type { AzureView, DenyAssignment, DenyPrincipal, RoleAssignment, Unread } from "./azure-view";
import { type Caller, compileMemberships, EVERYBODY, type Memberships } from "./memberships";
import { compileRoles, conditionHolds, type Operation, permissionsHold, type RoleHolds, roleName } from "./role-holds";
import { type Ancestry, compileHierarchy, compileScope, onlyThere } from "./scopes";

/** A question, read once. */
interface Asked extends Operation {
  readonly caller: Caller;
  readonly ancestry: Ancestry | undefined;
}

/** Whether something of the view applies to a question. */
type Rule = (asked: Asked) => Truth;

/** A reason that applies, or (`undefined`) may. */
interface Say {
  readonly reason: Reason;
  readonly applies: true | undefined;
}

/** A reason, and whether it applies to a question. */
interface Judged {
  readonly reason: Reason;
  readonly applies: Rule;
}

const saying = (rules: readonly Judged[], asked: Asked): readonly Say[] =>
  rules.flatMap(({ reason, applies }) => {
    const truth = applies(asked);
    return truth === false ? [] : [{ reason, applies: truth }];
  });
const reasonsOf = (says: readonly Say[]): readonly Reason[] => says.map(({ reason }) => reason);
const sure = (says: readonly Say[]): readonly Say[] => says.filter(({ applies }) => applies === true);
const open = (says: readonly Say[]): readonly Say[] => says.filter(({ applies }) => applies === undefined);

const isDenied = ({ covers }: Memberships, caller: Caller, { id, type }: DenyPrincipal): Truth =>
  id === EVERYBODY ? true : covers(caller, id, type);

/** @see https://learn.microsoft.com/en-us/azure/role-based-access-control/deny-assignments */
const compileDenial = (memberships: Memberships, deny: DenyAssignment): Rule => {
  const { principals, excludePrincipals = [], permissions } = deny;
  const everywhere = compileScope(deny.scope);
  const place = deny.doNotApplyToChildScopes === true ? onlyThere(everywhere) : everywhere;
  const steps: readonly Rule[] = [
    ({ ancestry }) => place(ancestry),
    ({ caller }) => anyOf(principals, (principal) => isDenied(memberships, caller, principal)),
    (asked) => permissionsHold(permissions, asked),
    ({ caller }) => not(anyOf(excludePrincipals, ({ id, type }) => memberships.covers(caller, id, type))),
    () => conditionHolds(deny.condition),
  ];
  return (asked) => allOf(steps, (step) => step(asked));
};

const compileGrant = (memberships: Memberships, roleHolds: RoleHolds, one: RoleAssignment): Rule => {
  const place = compileScope(one.scope);
  const steps: readonly Rule[] = [
    ({ ancestry }) => place(ancestry),
    ({ caller }) => memberships.covers(caller, one.principalId, one.principalType),
    (asked) => roleHolds(one.roleDefinitionId, asked),
    () => conditionHolds(one.condition),
  ];
  return (asked) => allOf(steps, (step) => step(asked));
};

const compileUnread = (unread: readonly Unread[], kind: Unread["kind"]): readonly Judged[] =>
  unread.flatMap((one) => {
    if (one.kind === "memberships" || one.kind !== kind) return [];
    const place = compileScope(one.scope);
    const applies = ({ ancestry }: Asked): Truth => (place(ancestry) === false ? false : undefined);
    return [{ reason: { kind: "unread", name: one.scope }, applies }];
  });

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
  const { roleAssignments, denyAssignments = [], unread = [] } = view;
  const grants: readonly Judged[] = [
    ...roleAssignments.map((one) => ({
      reason: { kind: "roleAssignment" as const, name: one.name, role: roleName(one.roleDefinitionId) },
      applies: compileGrant(memberships, roleHolds, one),
    })),
    ...compileUnread(unread, "roleAssignments"),
  ];
  const denials: readonly Judged[] = [
    ...denyAssignments.map((one) => ({
      reason: { kind: "denyAssignment" as const, name: one.name },
      applies: compileDenial(memberships, one),
    })),
    ...compileUnread(unread, "denyAssignments"),
  ];
  return ({ principalId, operation, kind, scope }) => {
    const asked: Asked = {
      operation: operation.toLowerCase(),
      kind,
      caller: memberships.callerOf(principalId),
      ancestry: ancestryOf(scope),
    };
    return decide(saying(grants, asked), saying(denials, asked));
  };
};

/** One question; to ask many of the same view, use `compileAccess`. */
export const evaluateAccess = (view: AzureView, question: AccessQuestion): AccessAnswer =>
  compileAccess(view)(question);
