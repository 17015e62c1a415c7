import { credentialLike } from "../credential-like";
import { pathText } from "../path-text";
import type { Rule } from "./rule-context";

/** Arguments of Terraform backends that take a credential. */
const SECRET_KEYS = new Set([
  ...["access_key", "secret_key", "token", "web_identity_token", "sse_customer_key"],
  ...["credentials", "access_token", "encryption_key"],
  ...["sas_token", "client_secret", "client_certificate", "client_certificate_password"],
  ...["oidc_token", "oidc_request_token"],
  ...["password", "client_private_key_pem"],
]);

/** Paths of everything in a state's settings, at any depth. */
const pathsIn = (value: unknown, path: readonly (string | number)[]): (readonly (string | number)[])[] =>
  value === null || typeof value !== "object"
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [[...path, key], ...pathsIn(inner, [...path, key])]);

/** No credential stands anywhere in a declaration: not as a value, not as a key. */
export const credentials: Rule = ({ declaration, report }) => {
  const check = (text: string, path: readonly (string | number)[]) => {
    const kind = credentialLike(text);
    if (kind === undefined) return;
    report(
      "credential",
      pathText(path),
      `looks like ${kind}; a credential never belongs into a declaration: revoke it, and let a helper or the environment supply it`,
    );
  };
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value === "string") {
      check(value, path);
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => {
        walk(item, [...path, index]);
      });
    } else if (value !== null && typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) {
        check(key, path);
        walk(inner, [...path, key]);
      }
    }
  };
  walk(declaration, []);
  for (const path of pathsIn(declaration.state, ["state"])) {
    const key = String(path.at(-1));
    if (!SECRET_KEYS.has(key)) continue;
    report(
      "credential",
      pathText(path),
      `${key} is a credential, and this would write it into Terraform's files; set it in the deployer's environment`,
    );
  }
};
