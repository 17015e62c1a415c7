/** Who a token speaks for, as far as it says so. */
export interface TokenHolder {
  /** GUID of the tenant that issued it. */
  readonly tenant: string;
  readonly objectId: string;
  readonly kind: "person" | "application" | "managed identity" | "identity of unknown kind";
}

const claimsOf = (token: string): Readonly<Record<string, unknown>> => {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null ? (claims as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

/** `scp` holds what a person lets an application do; `xms_mirid` is the resource id of a managed identity. */
const kindOf = (claims: Readonly<Record<string, unknown>>): TokenHolder["kind"] => {
  if (typeof claims.xms_mirid === "string") return "managed identity";
  if (claims.idtyp === "app") return "application";
  return claims.idtyp === "user" || typeof claims.scp === "string" ? "person" : "identity of unknown kind";
};

/**
 * Reads a token's claims, which say who holds it; whether they are true is for the APIs to judge. `undefined`: it does not say.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference (read 2026-11-23)
 */
export const holderOf = (token: string): TokenHolder | undefined => {
  const claims = claimsOf(token);
  const { tid, oid } = claims;
  if (typeof tid !== "string" || typeof oid !== "string") return undefined;
  return { tenant: tid, objectId: oid, kind: kindOf(claims) };
};
