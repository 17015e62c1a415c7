import type { Source } from "./source";

/** What is known of a role that Google defines. */
export interface GoogleRole extends Source {
  /** Permissions that it holds; `aiplatform.*`: every one of a service. */
  readonly holds: readonly string[];
  /** Permissions that it was seen to lack. @default none */
  readonly lacks?: readonly string[];
  /** Whether `holds` is the whole list. If not, the role may hold any permission that is named in neither. */
  readonly isWhole: boolean;
}

/** Copies of what `gcloud iam roles describe` says, kept by a public repository. */
const DESCRIBED = "gcp/roles of https://github.com/iann0036/iam-dataset, a copy of what the IAM API describes";
const date = "2026-11-23";

/**
 * Predefined roles, as far as somebody read what they hold. A role that is not here, `roles/claude.user` among them, may
 * hold anything. The basic roles reach models too, Viewer included.
 */
export const GOOGLE_ROLES: Readonly<Record<string, GoogleRole>> = {
  "roles/aiplatform.admin": {
    holds: ["aiplatform.*"],
    isWhole: false,
    source: "https://docs.cloud.google.com/vertex-ai/docs/general/access-control",
    date,
  },
  "roles/aiplatform.user": { holds: ["aiplatform.endpoints.predict"], isWhole: false, source: DESCRIBED, date },
  "roles/aiplatform.viewer": {
    holds: ["resourcemanager.projects.get", "resourcemanager.projects.list"],
    lacks: ["aiplatform.endpoints.predict", "iam.serviceAccounts.getAccessToken"],
    isWhole: false,
    source: DESCRIBED,
    date,
  },
  "roles/owner": { holds: ["aiplatform.endpoints.predict"], isWhole: false, source: DESCRIBED, date },
  "roles/editor": { holds: ["aiplatform.endpoints.predict"], isWhole: false, source: DESCRIBED, date },
  "roles/viewer": { holds: ["aiplatform.endpoints.predict"], isWhole: false, source: DESCRIBED, date },
  "roles/secretmanager.secretAccessor": {
    holds: ["resourcemanager.projects.get", "resourcemanager.projects.list", "secretmanager.versions.access"],
    isWhole: true,
    source: DESCRIBED,
    date,
  },
  "roles/iam.workloadIdentityUser": {
    holds: [
      "iam.serviceAccounts.get",
      "iam.serviceAccounts.getAccessToken",
      "iam.serviceAccounts.getOpenIdToken",
      "iam.serviceAccounts.list",
    ],
    isWhole: true,
    source: DESCRIBED,
    date,
  },
  "roles/iam.serviceAccountTokenCreator": {
    holds: [
      "iam.serviceAccounts.get",
      "iam.serviceAccounts.getAccessToken",
      "iam.serviceAccounts.getOpenIdToken",
      "iam.serviceAccounts.implicitDelegation",
      "iam.serviceAccounts.list",
      "iam.serviceAccounts.signBlob",
      "iam.serviceAccounts.signJwt",
      "resourcemanager.projects.get",
      "resourcemanager.projects.list",
    ],
    isWhole: true,
    source: DESCRIBED,
    date,
  },
  "roles/iam.serviceAccountUser": {
    holds: [
      "iam.serviceAccounts.actAs",
      "iam.serviceAccounts.get",
      "iam.serviceAccounts.list",
      "resourcemanager.projects.get",
      "resourcemanager.projects.list",
    ],
    isWhole: true,
    source: DESCRIBED,
    date,
  },
};

/** Something that boundaries can block, by the first enforcement version that does. */
export interface BlockedByBoundary extends Source {
  /** `aiplatform.`: the start of the permissions. */
  readonly permissions: string;
  /** Starts of permissions that it cannot block. */
  readonly except: readonly string[];
  readonly sinceVersion: number;
}

/** Permissions that principal access boundary policies block, as far as this tool asks; any other is not known. */
export const BLOCKED_BY_BOUNDARIES: readonly BlockedByBoundary[] = [
  {
    permissions: "aiplatform.",
    except: ["aiplatform.operations."],
    sinceVersion: 1,
    source: "https://docs.cloud.google.com/iam/docs/pab-blocked-permissions",
    date,
  },
];

/** Names of services in deny policies where these differ from the start of the permission, or were looked up. */
export const DENY_SERVICES: Readonly<Record<string, Source & { readonly service: string }>> = {
  aiplatform: {
    service: "aiplatform.googleapis.com",
    source: "https://docs.cloud.google.com/iam/docs/pab-blocked-permissions",
    date,
  },
  iam: {
    service: "iam.googleapis.com",
    source: "https://docs.cloud.google.com/iam/docs/deny-permissions-support",
    date,
  },
  resourcemanager: {
    service: "cloudresourcemanager.googleapis.com",
    source: "https://docs.cloud.google.com/iam/docs/pab-blocked-permissions",
    date,
  },
};

/**
 * Permissions that are seen in the list of those that deny policies support. A group (`iam.googleapis.com/*.*`) denies
 * supported permissions only; that `aiplatform.endpoints.predict` is one could not be read.
 */
export const DENIABLE: Source & { readonly permissions: readonly string[] } = {
  permissions: ["iam.roles.delete", "iam.roles.list"],
  source: "https://docs.cloud.google.com/iam/docs/deny-permissions-support",
  date,
};
