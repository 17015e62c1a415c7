import type { Text } from "../google/text";

/** What a role holds, or a deny assignment takes: operations with `*`, of which case does not count. */
export interface Permission {
  /** Control plane: `Microsoft.CognitiveServices/accounts/read`. @default none */
  readonly actions?: readonly Text[];
  /** What `actions` of this permission does not hold; no denial. @default none */
  readonly notActions?: readonly Text[];
  /** Data plane: `Microsoft.CognitiveServices/accounts/MaaS/*`. @default none */
  readonly dataActions?: readonly Text[];
  /** What `dataActions` of this permission does not hold; no denial. @default none */
  readonly notDataActions?: readonly Text[];
  /** In Azure's language of conditions, which is not evaluated. @default none */
  readonly condition?: Text | null;
}

/** A role, custom or read from Azure. Plain data, read from a plan, a state or an API. */
export interface RoleDefinition {
  /** GUID, or resource id that ends with it. One definition an id; it goes before what the catalog says of the same id. */
  readonly id: string;
  readonly permissions: readonly Permission[];
  /** Where Azure lets it be assigned; has no part in what an assignment gives. */
  readonly assignableScopes?: readonly Text[];
}

/** One role for one principal at one scope. */
export interface RoleAssignment {
  /** What a reader calls it: a Terraform address. */
  readonly name: string;
  /** `/subscriptions/S/resourceGroups/G/providers/Microsoft.CognitiveServices/accounts/A`, what lies above, or `/`. */
  readonly scope: Text;
  /** GUID, or resource id that ends with it. Of an unknown one, `like` may tell the GUID. */
  readonly roleDefinitionId: Text;
  /** Object id. */
  readonly principalId: Text;
  /** `User`, `Group`, `ServicePrincipal`. @default not known: may be a group that was not read */
  readonly principalType?: string;
  /** In Azure's language of conditions, which is not evaluated. @default none */
  readonly condition?: Text | null;
}

/** A principal of a deny assignment. */
export interface DenyPrincipal {
  /** Object id; `00000000-0000-0000-0000-000000000000`: everybody. */
  readonly id: Text;
  /** As `principalType` of an assignment; `SystemDefined` for everybody. */
  readonly type?: string;
}

/** A deny assignment that is enforced; one that only audits is left out of the view. */
export interface DenyAssignment {
  readonly name: string;
  readonly scope: Text;
  /** @default false */
  readonly doNotApplyToChildScopes?: boolean;
  readonly principals: readonly DenyPrincipal[];
  /** @default nobody */
  readonly excludePrincipals?: readonly DenyPrincipal[];
  readonly permissions: readonly Permission[];
  /** In Azure's language of conditions, which is not evaluated. @default none */
  readonly condition?: Text | null;
}

/** A group of Entra. */
export interface Group {
  readonly id: string;
  /** Object ids of direct members; one that is none of the view's groups is no group. Left out: not read. */
  readonly members?: readonly Text[];
}

/** Something that has a say and could not be read. */
export type Unread =
  | {
      readonly kind: "roleAssignments" | "denyAssignments";
      /** Where: what hangs there counts for everything below. */
      readonly scope: string;
    }
  | {
      readonly kind: "memberships";
      /** Whose groups. @default everybody's */
      readonly principalId?: string;
    };

/** What is known of who may do what. Everything left out is known to be empty, but the hierarchy. */
export interface AzureView {
  readonly roleAssignments: readonly RoleAssignment[];
  readonly roleDefinitions?: readonly RoleDefinition[];
  readonly denyAssignments?: readonly DenyAssignment[];
  readonly groups?: readonly Group[];
  /**
   * Management group of a subscription or management group, as resource ids: `{"/subscriptions/S":
   * "/providers/Microsoft.Management/managementGroups/M"}`; `null`: the top. Left out: not known.
   */
  readonly parents?: Readonly<Record<string, string | null>>;
  /** @default everything was read */
  readonly unread?: readonly Unread[];
}
