import type { Source } from "./source";

/** What whoever reads a key with a helper is granted, and nothing else. */
export const SECRET_PERMISSIONS = {
  secretsManager: {
    /** How facts and helpers call the store. */
    store: "AWS Secrets Manager",
    action: "secretsmanager:GetSecretValue",
    reason: "the helper reads the key; on the one secret, whose ARN ends in six characters that AWS chooses",
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html",
    date: "2026-11-23",
  },
  parameterStore: {
    store: "AWS Systems Manager Parameter Store",
    action: "ssm:GetParameter",
    reason:
      "the helper reads the key; on the one parameter, encrypted with the key of AWS for it, which needs no grant",
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
    date: "2026-11-23",
  },
  google: {
    /** At one secret, of its permissions only `secretmanager.versions.access` has an effect. */
    role: "roles/secretmanager.secretAccessor",
    permission: "secretmanager.versions.access",
    reason: "the helper reads the key; given on the one secret, never on the project",
    source: "https://docs.cloud.google.com/secret-manager/docs/access-control",
    date: "2026-11-23",
  },
  azure: {
    /** Key Vault Secrets User; roles get new names, so by its id. */
    roleId: "4633458b-17de-408a-b874-0445c86b69e6",
    dataAction: "Microsoft.KeyVault/vaults/secrets/getSecret/action",
    reason: "the helper reads the key; given at the one secret, never at the vault",
    source: "https://learn.microsoft.com/en-us/azure/key-vault/general/rbac-guide",
    date: "2026-11-23",
  },
} as const satisfies Record<string, Source & { readonly reason: string } & Readonly<Record<string, string>>>;

/** Every action that hands out what a secret or parameter of AWS holds, the one that helpers use among them. */
export const VALUE_READING = {
  /** `BatchGetSecretValue` asks for `GetSecretValue` on each secret, too. */
  secretsManager: ["secretsmanager:GetSecretValue"],
  /** `GetParametersByPath` is asked about on the path, so about whoever's name begins with it. */
  parameterStore: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParameterHistory", "ssm:GetParametersByPath"],
  source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html",
  date: "2026-11-23",
} as const satisfies Source & Readonly<Record<string, string | readonly string[]>>;

/** What AWS takes as the name of a parameter; a hierarchy begins with a slash, and `aws` and `ssm` are AWS's own. */
export const PARAMETER_NAME = {
  pattern: /^(?!\/?(?:aws|ssm))(?:[\w.-]+|(?:\/[\w.-]+){1,15})$/i,
  source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html",
  date: "2026-11-23",
} as const satisfies Source & { readonly pattern: RegExp };
