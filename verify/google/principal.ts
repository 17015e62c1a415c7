/** One principal, or a set of them, as read from an IAM member or from a deny policy. */
export type Principal =
  | { readonly kind: "everybody" }
  | { readonly kind: "user" | "group" | "service-account"; readonly email: string }
  | { readonly kind: "customer"; readonly customer: string }
  /** All service accounts (or service agents) below `projects/N`, `folders/N` or `organizations/N`. */
  | { readonly kind: "service-accounts-of"; readonly resource: string }
  | {
      readonly kind: "pool";
      /** `locations/global/workforcePools/POOL` or `projects/N/locations/global/workloadIdentityPools/POOL`. */
      readonly pool: string;
      /** `*`, `subject`, `group`, `attribute.NAME` or what a cluster knows, such as `namespace`. */
      readonly by: string;
      readonly value: string;
    }
  /** Deleted a moment ago: it names nobody until it is brought back. */
  | { readonly kind: "deleted" }
  | { readonly kind: "unknown" };

const MEMBERS: Readonly<Record<string, "user" | "group" | "service-account">> = {
  user: "user",
  group: "group",
  serviceAccount: "service-account",
};
const GOOG: Readonly<Record<string, "user" | "group">> = { subject: "user", group: "group" };
const POOL =
  /^((?:projects\/\d+\/)?locations\/global\/(?:workforcePools|workloadIdentityPools)\/[^/]+)\/([^/]+)(?:\/(.+))?$/;

const ofGoog = (path: string): Principal => {
  if (path === "public:all") return { kind: "everybody" };
  const [type = "", id = ""] = path.split("/");
  if (type === "cloudIdentityCustomerId") return { kind: "customer", customer: id };
  const kind = GOOG[type];
  return kind === undefined ? { kind: "unknown" } : { kind, email: id.toLowerCase() };
};

const ofIam = (path: string): Principal => {
  const account = /^projects\/[^/]+\/serviceAccounts\/([^/]+)$/.exec(path)?.[1];
  if (account !== undefined) return { kind: "service-account", email: account.toLowerCase() };
  const [, pool, by, value = ""] = POOL.exec(path) ?? [];
  return pool === undefined || by === undefined ? { kind: "unknown" } : { kind: "pool", pool, by, value };
};

/**
 * Reads an IAM member (`group:…`, `principalSet://…`) or a principal of a deny policy.
 * @see https://docs.cloud.google.com/iam/docs/principal-identifiers (read 2026-11-23)
 */
export const readPrincipal = (text: string): Principal => {
  if (text.startsWith("deleted:")) return { kind: "deleted" };
  const [, host, path = ""] = /^principal(?:Set)?:\/\/([^/]+)\/(.+)$/.exec(text) ?? [];
  if (host === "goog") return ofGoog(path);
  if (host === "iam.googleapis.com") return ofIam(path);
  if (host === "cloudresourcemanager.googleapis.com") {
    const resource = /^((?:projects|folders|organizations)\/\d+)\/type\/ServiceAccount$/.exec(path)?.[1];
    return resource === undefined ? { kind: "unknown" } : { kind: "service-accounts-of", resource };
  }
  const at = text.indexOf(":");
  const kind = MEMBERS[text.slice(0, at)];
  const email = text.slice(at + 1).toLowerCase();
  return kind === undefined || !/^[^\s@[\]]+@[^\s@[\]]+$/.test(email) ? { kind: "unknown" } : { kind, email };
};

/** Project (id or number) that owns a service account, where its e-mail tells. */
export const projectOfServiceAccount = (email: string): string | undefined =>
  /@([a-z0-9-]+)\.iam\.gserviceaccount\.com$/.exec(email)?.[1] ??
  /^(\d+)-compute@developer\.gserviceaccount\.com$/.exec(email)?.[1] ??
  /^([a-z0-9-]+)@appspot\.gserviceaccount\.com$/.exec(email)?.[1];
