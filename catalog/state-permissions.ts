import type { Source } from "./source";

/** What Terraform calls on one thing of an S3 backend: to plan (it reads the state, under a lock), and besides to apply. */
export interface StatePermissions extends Source {
  readonly plan: readonly string[];
  readonly apply: readonly string[];
  readonly reason: string;
}

const READ = {
  source: "https://developer.hashicorp.com/terraform/language/backend/s3 and the calls of Terraform 1.11.4",
  date: "2026-11-23",
} as const;

/** Things of an S3 backend, with what the deployer needs of each. */
export const S3_STATE_PERMISSIONS = {
  bucket: {
    ...{ plan: ["s3:ListBucket"], apply: [], ...READ },
    reason: "lists workspaces; without it S3 answers 403, not 404, for a state that is not there yet",
  },
  object: { plan: ["s3:GetObject"], apply: ["s3:PutObject"], reason: "reads and writes the state", ...READ },
  lockFile: {
    ...{ plan: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], apply: [], ...READ },
    reason: "locks the state (use_lockfile); a plan locks too",
  },
  lockTable: {
    ...{ plan: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"], apply: [], ...READ },
    reason: "locks the state and keeps its checksum (dynamodb_table)",
  },
  encryptionKey: {
    ...{ plan: ["kms:Decrypt", "kms:GenerateDataKey"], apply: [], ...READ },
    reason: "reads and writes what is encrypted with a key of one's own (kms_key_id)",
  },
} as const satisfies Readonly<Record<string, StatePermissions>>;

/** For every other backend, what its deployer needs, in a sentence. */
export const OTHER_STATES: Readonly<Record<string, string>> = {
  local: "The state is a file: whoever deploys needs that folder, and no permission of a cloud.",
  gcs: "The deployer needs storage.objects.create, delete, get and list on the bucket: roles/storage.objectUser holds them.",
  azurerm:
    "The deployer needs Storage Blob Data Contributor on the container; with an access key, whatever hands it out.",
  remote: "The deployer needs a token (TF_TOKEN_…) whose team may plan, or to apply write, in the workspaces.",
  cloud: "The deployer needs a token (TF_TOKEN_…) whose team may plan, or to apply write, in the workspaces.",
  http: "The deployer needs what the server asks for: TF_HTTP_USERNAME and TF_HTTP_PASSWORD, to read, write and lock.",
};
