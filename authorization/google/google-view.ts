import type { Text } from "./text";

/** A condition in CEL. */
export interface Condition {
  readonly title?: string;
  readonly expression: Text;
}

/** One role for one member on one resource. Plain data, read from a plan, a state or an API. */
export interface Binding {
  /** What a reader calls it: a Terraform address. */
  readonly name: string;
  /** `roles/aiplatform.user`, `projects/P/roles/ID`, `organizations/N/roles/ID`. */
  readonly role: Text;
  /** As allow policies write it: `group:…`, `principalSet://…`. */
  readonly member: Text;
  /** `projects/P`, `folders/N`, `organizations/N`, `projects/P/serviceAccounts/EMAIL`. */
  readonly resource: Text;
  readonly condition?: Condition;
  /** Whether its source takes away what others granted; says nothing about this member. @default false */
  readonly authoritative?: boolean;
}

/** A custom role. */
export interface CustomRole {
  readonly name: string;
  /** `aiplatform.endpoints.predict`. */
  readonly permissions: readonly Text[];
  /** A disabled or deleted role gives nothing. @default true */
  readonly enabled?: boolean;
}

/** One rule of a deny policy; principals and permissions in the spelling of IAM v2. */
export interface DenyRule {
  readonly name: string;
  /** Attachment point: `projects/P`, `folders/N`, `organizations/N`. */
  readonly resource: Text;
  readonly deniedPrincipals: readonly Text[];
  /** @default none */
  readonly exceptionPrincipals?: readonly Text[];
  /** `aiplatform.googleapis.com/endpoints.predict`. */
  readonly deniedPermissions: readonly Text[];
  /** @default none */
  readonly exceptionPermissions?: readonly Text[];
  readonly condition?: Condition;
}

/** A principal access boundary policy as it is bound to one set of principals. */
export interface Boundary {
  readonly name: string;
  /** `//iam.googleapis.com/projects/N/locations/global/workloadIdentityPools/P`, `//cloudresourcemanager.googleapis.com/projects/P`. */
  readonly target: Text;
  /** Of all rules: `//cloudresourcemanager.googleapis.com/projects/P`. */
  readonly resources: readonly Text[];
  /** `"1"` … `"4"`, `"latest"`. @default the version that is newest when the policy is made */
  readonly enforcementVersion?: Text;
  /** Over `principal.type` and `principal.subject`. */
  readonly condition?: Condition;
}

/** One rule of an organization policy about a list of values: exactly one of the four. */
export type OrganizationPolicyRule = { readonly condition?: Condition } & (
  | { readonly allowAll: true }
  | { readonly denyAll: true }
  | { readonly allowedValues: readonly Text[] }
  | { readonly deniedValues: readonly Text[] }
);

/** An organization policy about a list of values. */
export interface OrganizationPolicy {
  readonly name: string;
  /** `vertexai.allowedModels`, with or without `constraints/`. */
  readonly constraint: string;
  readonly resource: Text;
  readonly rules: readonly OrganizationPolicyRule[];
  /** Merge with the parent's instead of replacing them. @default false */
  readonly inheritFromParent?: boolean;
  /** Back to what Google sets. @default false */
  readonly reset?: boolean;
}

/** Something that has a say and could not be read. */
export interface Unread {
  readonly kind: "bindings" | "denyRules" | "boundaries" | "organizationPolicies";
  /** Where: what hangs there counts for everything below. */
  readonly resource: string;
}

/** What is known of who may do what. Everything left out is known to be empty, but the hierarchy. */
export interface GoogleView {
  readonly bindings: readonly Binding[];
  readonly roles?: readonly CustomRole[];
  readonly denyRules?: readonly DenyRule[];
  readonly boundaries?: readonly Boundary[];
  readonly organizationPolicies?: readonly OrganizationPolicy[];
  /** E-mails of service accounts that somebody could act as. */
  readonly serviceAccounts?: readonly string[];
  /** Parent of a project or folder: `{"projects/acme-claude": "folders/7"}`; `null`: it has none. Left out: not known. */
  readonly parents?: Readonly<Record<string, string | null>>;
  /** Number of a project: `{"acme-claude": "123456789012"}`. */
  readonly projectNumbers?: Readonly<Record<string, string>>;
  /** Organization of a workforce pool: `{"acme-people": "organizations/1"}`. */
  readonly workforcePools?: Readonly<Record<string, string>>;
  /** @default everything was read */
  readonly unread?: readonly Unread[];
}
