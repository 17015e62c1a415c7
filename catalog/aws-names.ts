import { createHash } from "node:crypto";
import { AWS_LIMITS } from "./aws-limits";

/** What a name in AWS is made of. Parts hold no underscore, so that two different declarations never join to one name. */
export interface NameParts {
  /** @default claude */
  readonly prefix?: string;
  readonly entry: string;
  readonly team: string;
}

const DEFAULT_PREFIX = "claude";
const HASH_LENGTH = 6;

/** Cuts a name to a limit; what was cut is replaced by a hash of the whole, so that it stays stable and its own. */
const shorten = (whole: string, limit: number): string => {
  if (whole.length <= limit) return whole;
  const hash = createHash("sha256").update(whole).digest("hex").slice(0, HASH_LENGTH);
  return `${whole.slice(0, limit - HASH_LENGTH - 1).replace(/[-_]+$/, "")}_${hash}`;
};

const join = ({ prefix = DEFAULT_PREFIX, entry, team }: NameParts, ...rest: string[]): string =>
  [prefix, entry, team, ...rest].join("_");

/** Name of the role of one identity (`ci/deploy`): at most 64 characters, unique in an account. */
export const roleName = (parts: NameParts & { readonly identity: string }): string =>
  shorten(join(parts, parts.identity.replace("/", "_")), AWS_LIMITS.roleName.value);

/** Name of a team's permission set: at most 32 characters, unique in an Identity Center. */
export const permissionSetName = (parts: NameParts): string => shorten(join(parts), AWS_LIMITS.permissionSetName.value);

/** Name of a team's application inference profile for one model: at most 64 characters. */
export const applicationProfileName = (parts: NameParts & { readonly model: string }): string =>
  shorten(join(parts, parts.model), AWS_LIMITS.applicationProfileName.value);

/** Name of the customer managed policy that a permission set refers to: at most 128 characters, unique in an account. */
export const managedPolicyName = (parts: NameParts): string =>
  shorten(join(parts, "profiles"), AWS_LIMITS.managedPolicyName.value);
