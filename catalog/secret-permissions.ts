import type { Source } from "./source";

/** What whoever reads a key with a helper is granted, and nothing else. */
export const SECRET_PERMISSIONS = {
  secretsManager: {
    action: "secretsmanager:GetSecretValue",
    reason: "the helper reads the key; on the one secret, whose ARN ends in six characters that AWS chooses",
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html",
    date: "2026-11-23",
  },
  parameterStore: {
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
