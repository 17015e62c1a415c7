import { generateKeyPairSync, sign, verify } from "node:crypto";
import type { LoopbackRequest, LoopbackResponse, LoopbackService } from "./loopback-request";

/** Claims of a JSON web token. */
export type Claims = Readonly<Record<string, unknown>>;

/** A company's OpenID Connect provider, to be given to `startCloud`. */
export interface IdentityProvider {
  /** E.g. `idp.example.com`; the issuer is `https://` + this. */
  readonly host: string;
  readonly service: LoopbackService;
  /** A signed token with `iss`, `iat`, `exp` (ten minutes) and these claims. */
  issue(claims: Claims): string;
  /** The claims, when this provider signed the token and it has not expired. */
  verify(token: string): Claims | undefined;
}

/**
 * Makes a provider that knows discovery, its keys, and the device flow a laptop uses without a browser on it:
 * `POST /device` gives a code, `POST /token` with it gives the person's `id_token` at once, as if approved.
 */
export function createIdentityProvider(host: string, person: Claims): IdentityProvider {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const issuer = `https://${host}`;
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "loopback", alg: "RS256", use: "sig" };

  const issue = (claims: Claims): string => {
    const now = Math.floor(Date.now() / 1000);
    const parts = [
      { alg: "RS256", kid: "loopback", typ: "JWT" },
      { iss: issuer, iat: now, exp: now + 600, ...claims },
    ];
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    return `${text}.${sign("sha256", Buffer.from(text), privateKey).toString("base64url")}`;
  };
  const check = (token: string): Claims | undefined => {
    const [header = "", payload = "", signature = ""] = token.split(".");
    const signed = verify(
      "sha256",
      Buffer.from(`${header}.${payload}`),
      publicKey,
      Buffer.from(signature, "base64url"),
    );
    if (!signed) return undefined;
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as { exp: number };
    return claims.exp > Date.now() / 1000 ? { ...claims } : undefined;
  };
  return {
    host,
    issue,
    verify: check,
    service: (request) => (request.host === host ? answer(request, issuer, jwk, () => issue(person)) : undefined),
  };
}

function answer(request: LoopbackRequest, issuer: string, jwk: object, idToken: () => string): LoopbackResponse {
  const form = new URLSearchParams(request.body.toString());
  switch (`${request.method} ${request.path}`) {
    case "GET /.well-known/openid-configuration":
      return {
        status: 200,
        body: {
          issuer,
          jwks_uri: `${issuer}/keys`,
          token_endpoint: `${issuer}/token`,
          device_authorization_endpoint: `${issuer}/device`,
          response_types_supported: ["id_token"],
          subject_types_supported: ["public"],
          id_token_signing_alg_values_supported: ["RS256"],
        },
      };
    case "GET /keys":
      return { status: 200, body: { keys: [jwk] } };
    case "POST /device":
      return {
        status: 200,
        body: { device_code: "code", user_code: "ABCD", verification_uri: `${issuer}/go`, expires_in: 60 },
      };
    case "POST /token":
      return form.get("device_code") === "code"
        ? { status: 200, body: { id_token: idToken(), token_type: "Bearer", expires_in: 600 } }
        : { status: 400, body: { error: "invalid_grant" } };
    default:
      return { status: 404, body: { error: "not_found" } };
  }
}
