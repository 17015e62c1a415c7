/** One question. */
export interface AccessQuestion {
  /** Object id of a user, a service principal, a managed identity or a group. */
  readonly principalId: string;
  /** `Microsoft.CognitiveServices/accounts/listKeys/action`; with `*`: all that it covers. */
  readonly operation: string;
  /** Control plane or data plane. */
  readonly kind: "action" | "dataAction";
  /** Resource id: `/subscriptions/S/resourceGroups/G/providers/Microsoft.CognitiveServices/accounts/A`. */
  readonly scope: string;
}

/** Something that had a part in an answer. */
export interface Reason {
  readonly kind: "roleAssignment" | "denyAssignment" | "unread";
  /** Name in the view, or the scope that could not be read. */
  readonly name: string;
  /** Of an assignment: name of the role, its id where the catalog does not know it. */
  readonly role?: string;
}

/** `undecided` is not allowed: something in the view or the question is not known. */
export type AccessDecision = "allowed" | "denied" | "undecided";

/** An answer and what made it: assignments that allow, what denies, or what leaves it open; nothing where nothing grants. */
export interface AccessAnswer {
  readonly decision: AccessDecision;
  readonly because: readonly Reason[];
}
