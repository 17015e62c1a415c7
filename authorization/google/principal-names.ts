/** A principal or a set of principals, read from the spelling of allow policies or of deny policies. */
export type PrincipalName =
  /** Everybody, also without an account. */
  | { readonly kind: "everybody" }
  /** Everybody with a Google account, and all service accounts. */
  | { readonly kind: "authenticated" }
  /** Google account, service account, group, domain or customer, in the spelling of allow policies, e-mails in lower case. */
  | { readonly kind: "user" | "serviceAccount" | "group" | "domain" | "customer"; readonly name: string }
  /** One identity of a pool, or a set of them. */
  | {
      readonly kind: "pool";
      /** `projects/1/locations/global/workloadIdentityPools/P`, `locations/global/workforcePools/P`. */
      readonly pool: string;
      /** `subject/S`, `group/G`, `attribute.NAME/VALUE`, `*`, on GKE also `namespace/N`. */
      readonly part: string;
    }
  /** A Kubernetes service account in the older spelling, which does not tell the project's number. */
  | { readonly kind: "kubernetes"; readonly project: string; readonly namespace: string; readonly account: string }
  /** Service accounts, or Google's own agents, of a project, folder or organization. */
  | { readonly kind: "accountsOf"; readonly resource: string; readonly type: string }
  /** An account that was deleted: nobody now. */
  | { readonly kind: "deleted" }
  /** A form that this evaluator does not know. */
  | { readonly kind: "other"; readonly name: string };

const ACCOUNTS = ["user", "serviceAccount", "group", "domain"] as const;
const POOL =
  /^principal(?:Set)?:\/\/iam\.googleapis\.com\/((?:projects\/[^/]+\/)?locations\/[^/]+\/(?:workloadIdentityPools|workforcePools)\/[^/]+)\/(.+)$/s;
const KUBERNETES = /^serviceAccount:([^[\]]+)\.svc\.id\.goog\[([^/[\]]+)\/([^/[\]]+)\]$/;
const ACCOUNTS_OF =
  /^principalSet:\/\/cloudresourcemanager\.googleapis\.com\/((?:projects|folders|organizations)\/[^/]+)\/type\/(\w+)$/;

/** Spellings of IAM v2 that have another one in v1. */
const V2: readonly (readonly [prefix: string, kind: (typeof ACCOUNTS)[number] | "customer"])[] = [
  ["principal://goog/subject/", "user"],
  ["principalSet://goog/group/", "group"],
  ["principal://iam.googleapis.com/projects/-/serviceAccounts/", "serviceAccount"],
  ["principalSet://goog/cloudIdentityCustomerId/", "customer"],
];

const readWhole = (text: string): PrincipalName | undefined => {
  if (text.startsWith("deleted:")) return { kind: "deleted" };
  if (text === "allUsers" || text === "principalSet://goog/public:all") return { kind: "everybody" };
  if (text === "allAuthenticatedUsers") return { kind: "authenticated" };
  return undefined;
};

const readV2 = (text: string): PrincipalName | undefined => {
  const [prefix, kind] = V2.find(([start]) => text.startsWith(start)) ?? [];
  if (prefix === undefined || kind === undefined) return undefined;
  const name = text.slice(prefix.length);
  return { kind, name: kind === "customer" ? name : name.toLowerCase() };
};

/**
 * Reads a principal. E-mails and domains are compared in lower case, names of pools and what stands in them by character.
 * @see https://docs.cloud.google.com/iam/docs/principal-identifiers
 */
export const readPrincipal = (text: string): PrincipalName => {
  const whole = readWhole(text) ?? readV2(text);
  if (whole !== undefined) return whole;
  const [, project, namespace, account] = KUBERNETES.exec(text) ?? [];
  if (project !== undefined && namespace !== undefined && account !== undefined) {
    return { kind: "kubernetes", project, namespace, account };
  }
  const [, pool, part] = POOL.exec(text) ?? [];
  if (pool !== undefined && part !== undefined) return { kind: "pool", pool, part };
  const [, resource, type] = ACCOUNTS_OF.exec(text) ?? [];
  if (resource !== undefined && type !== undefined) return { kind: "accountsOf", resource, type };
  const at = text.indexOf(":");
  const kind = ACCOUNTS.find((known) => known === text.slice(0, at));
  return kind === undefined ? { kind: "other", name: text } : { kind, name: text.slice(at + 1).toLowerCase() };
};

/** Project and Kubernetes service account of an identity in a GKE pool; `undefined` for any other. */
export const kubernetesOf = (
  name: PrincipalName,
):
  | { readonly project: string; readonly number?: string; readonly namespace: string; readonly account: string }
  | undefined => {
  if (name.kind === "kubernetes") return name;
  if (name.kind !== "pool") return undefined;
  const [, number, project] = /^projects\/([^/]+)\/.*\/([^/]+)\.svc\.id\.goog$/.exec(name.pool) ?? [];
  const [, namespace, account] = /^subject\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(name.part) ?? [];
  if (number === undefined || project === undefined || namespace === undefined || account === undefined)
    return undefined;
  return { project, number, namespace, account };
};

/** Whether a pool is one that GKE makes for a project's clusters. */
export const isKubernetesPool = (pool: string): boolean => pool.endsWith(".svc.id.goog");
