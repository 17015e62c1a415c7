import { hasImmutableSubjects } from "../../catalog/token-issuers";

/**
 * Whether tokens of an issuer are those of GitHub Actions: github.com (also with an enterprise's own path), an enterprise on
 * GHE.com, or an Enterprise Server by the path that its issuer always has.
 *
 * @param issuer with or without `https://`
 * @see https://docs.github.com/en/enterprise-server@latest/actions/reference/security/oidc
 */
export const isGithubIssuer = (issuer: string): boolean => {
  const [host = "", ...path] = issuer.replace(/^https:\/\//i, "").split("/");
  const address = ["https:/", host.toLowerCase(), ...path].join("/");
  return hasImmutableSubjects(address) || path.join("/") === "_services/token";
};
