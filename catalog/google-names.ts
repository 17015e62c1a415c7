import { createHash } from "node:crypto";

const SERVICE_ACCOUNT_LIMIT = 30;
const HASH_LENGTH = 6;

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);

/**
 * Id of the service account of one identity: at most 30 characters, the team's name as far as it fits, and a hash of the
 * whole, since hyphens inside of names could otherwise join two identities to one id.
 */
export const serviceAccountId = (parts: {
  readonly entry: string;
  readonly team: string;
  /** `ci/deploy`. */
  readonly identity: string;
}): string => {
  const { entry, team, identity } = parts;
  const readable = `claude-${team}-${identity.split("/").pop()}`;
  const room = SERVICE_ACCOUNT_LIMIT - HASH_LENGTH - 1;
  return `${readable.slice(0, room).replace(/-+$/, "")}-${hashOf([entry, team, identity].join("\n"))}`;
};

/** E-mail of a service account that a project owns. */
export const serviceAccountEmailOf = (project: string, id: string): string =>
  `${id}@${project}.iam.gserviceaccount.com`;

const WELL_KNOWN: Readonly<Record<string, string>> = {
  "https://token.actions.githubusercontent.com": "github",
  "https://gitlab.com": "gitlab",
};

/**
 * Ids of the pool and the provider for one issuer: a pool of its own each, as Google advises, so that no issuer can make
 * a subject of another.
 */
export const poolIdsOf = (issuer: string): { readonly pool: string; readonly provider: string } => {
  const provider = WELL_KNOWN[issuer] ?? `oidc-${hashOf(issuer)}`;
  return { pool: `claude-${provider}`, provider };
};

/** Ids of the custom roles. */
export const INVOKE_ROLE_ID = "claudeCodeInvoke";
export const QUOTA_ROLE_ID = "claudeCodeQuota";
export const PROJECT_ROLE_ID = "claudeCodeProject";
