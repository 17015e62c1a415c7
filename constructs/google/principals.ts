const IAM = "iam.googleapis.com";

/** Full name of a workload identity pool; `projectNumber` may be a token. */
export const poolName = (projectNumber: string, pool: string): string =>
  `projects/${projectNumber}/locations/global/workloadIdentityPools/${pool}`;

/** Full name of a workforce pool, which an organization owns. */
export const workforcePoolName = (pool: string): string => `locations/global/workforcePools/${pool}`;

/** What a credential configuration calls the provider of a pool. */
export const audienceOf = (pool: string, provider: string): string => `//${IAM}/${pool}/providers/${provider}`;

/** IAM member: one subject of a pool. */
export const subjectMember = (pool: string, subject: string): string => `principal://${IAM}/${pool}/subject/${subject}`;

/** IAM member: everybody of one group of a pool. */
export const groupMember = (pool: string, group: string): string => `principalSet://${IAM}/${pool}/group/${group}`;

/** IAM member: one Kubernetes service account of a project's clusters. */
export const kubernetesMember = (at: {
  readonly projectNumber: string;
  readonly project: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}): string =>
  subjectMember(poolName(at.projectNumber, `${at.project}.svc.id.goog`), `ns/${at.namespace}/sa/${at.serviceAccount}`);

const DENY_FORMS: Readonly<Record<string, (id: string) => string>> = {
  user: (id) => `principal://goog/subject/${id}`,
  group: (id) => `principalSet://goog/group/${id}`,
  serviceAccount: (id) => `principal://${IAM}/projects/-/serviceAccounts/${id}`,
};

/**
 * An IAM member as deny policies write it. Throws for a kind of member that this tool never makes.
 * @see https://docs.cloud.google.com/iam/docs/principal-identifiers
 */
export const denyPrincipalOf = (member: string): string => {
  if (/^principal(Set)?:\/\//.test(member)) return member;
  const at = member.indexOf(":");
  const form = DENY_FORMS[member.slice(0, at)];
  if (form === undefined) throw new Error(`${member} is no member that a deny policy can name`);
  return form(member.slice(at + 1));
};
