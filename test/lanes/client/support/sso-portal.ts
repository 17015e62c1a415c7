import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LoopbackService } from "./loopback-request";
import type { KnownCredentials } from "./signature";

/** One request for role credentials at the access portal of IAM Identity Center. */
export interface SsoCall {
  readonly region: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly status: number;
}

/** What the loopback access portal needs to know. */
export interface SsoOptions {
  /** The access token of the one person who is signed in. */
  readonly accessToken: string;
  /** Credentials for an account and permission set that are assigned to that person; undefined refuses. */
  readonly roleCredentials: (accountId: string, roleName: string) => KnownCredentials | undefined;
  readonly record: (call: SsoCall) => void;
}

const HOST = /^portal\.sso\.([a-z0-9-]+)\.amazonaws\.com$/;

/** Whether the name is an access portal's. */
export function isSsoHost(host: string): boolean {
  return HOST.test(host);
}

/** The `GetRoleCredentials` call of the access portal, which every AWS SDK makes for an `sso_session` profile. */
export function ssoService(options: SsoOptions): LoopbackService {
  return (request) => {
    const region = HOST.exec(request.host)?.[1];
    if (!region) return undefined;
    const accountId = request.query.get("account_id") ?? "";
    const roleName = request.query.get("role_name") ?? "";
    const signedIn = request.headers["x-amz-sso_bearer_token"] === options.accessToken;
    const given = signedIn ? options.roleCredentials(accountId, roleName) : undefined;
    const status = given ? 200 : signedIn ? 403 : 401;
    options.record({ region, accountId, roleName, status });
    if (!given) return { status, body: { message: signedIn ? "No access" : "Session token not found or invalid" } };
    const { accessKeyId, secretAccessKey, sessionToken } = given;
    const expiration = Date.now() + 3_600_000;
    return { status, body: { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration } } };
  };
}

/**
 * Leaves in a home folder what `aws sso login --sso-session NAME` leaves there: the cached access token, so that
 * the person counts as signed in.
 */
export function writeSsoToken(
  home: string,
  sessionName: string,
  token: { accessToken: string; region: string; startUrl: string },
): void {
  const folder = join(home, ".aws", "sso", "cache");
  mkdirSync(folder, { recursive: true });
  const file = `${createHash("sha1").update(sessionName).digest("hex")}.json`;
  const expiresAt = new Date(Date.now() + 8 * 3_600_000).toISOString().replace(/\.\d+/, "");
  writeFileSync(join(folder, file), JSON.stringify({ ...token, expiresAt }), { mode: 0o600 });
}
