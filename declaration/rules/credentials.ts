import { credentialLike } from "../credential-like";
import { pathText } from "../path-text";
import type { Rule } from "./rule-context";

/** Keys of Terraform backends that take a credential. */
const SECRET_KEYS =
  /^(access_key|secret_key|token|password|sas_token|client_secret|client_certificate_password|credentials|encryption_key|sse_customer_key)$/;

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
  for (const [kind, settings] of Object.entries(declaration.state ?? {})) {
    for (const key of Object.keys(settings ?? {}).filter((name) => SECRET_KEYS.test(name))) {
      report(
        "credential",
        `state.${kind}.${key}`,
        `${key} is a credential, and this would write it into Terraform's files; set it in the deployer's environment`,
      );
    }
  }
};
