const GITHUB = "token.actions.githubusercontent.com";

/**
 * Whether tokens of an issuer are those of GitHub Actions: github.com (also with an enterprise's own path), an enterprise on
 * GHE.com, or an Enterprise Server by the path that its issuer always has.
 *
 * @param issuer with or without `https://`
 * @see https://docs.github.com/en/enterprise-cloud@latest/actions/reference/security/oidc
 */
export const isGithubIssuer = (issuer: string): boolean => {
  const [host = "", ...path] = issuer.replace(/^https:\/\//i, "").split("/");
  const name = host.toLowerCase();
  if (name === GITHUB) return true;
  return /^token\.actions\.[a-z0-9-]+\.ghe\.com$/.test(name) || path.join("/") === "_services/token";
};
