import type { DeclaredAt } from "./access-diff";
import type { AccessIdentity } from "./access-side";

/** Version of the JSON that `claude-access explain --format json` prints. */
export const EXPLANATION_SCHEMA_VERSION = 1;

/** A resource that gives something, and where and why it was declared. */
export interface Cause {
  /** Terraform address. */
  readonly address: string;
  /** Left out where no provenance tells. */
  readonly declared?: DeclaredAt;
}

/** One identity, and why it is there and may do what it may. */
export interface ExplainedIdentity extends Omit<AccessIdentity, "grantedBy"> {
  readonly stack: string;
  /** Where and why the identity itself was declared; left out where no provenance tells. */
  readonly declared?: DeclaredAt;
  /** Documents, attachments and bindings that give it its models; sorted by address. */
  readonly grantedBy: readonly Cause[];
}

/** One settings document of the team. */
export interface ExplainedSettings {
  readonly stack: string;
  readonly team: string;
  /** `people`, `ci/NAME`, `workload/NAME`. */
  readonly identity: string;
  /** Keys and their JSON texts, sorted by key; sensitive values are redacted. */
  readonly keys: readonly { readonly key: string; readonly value: string }[];
}

/** What one team or one principal may do, why, and through which line. */
export interface Explanation {
  readonly schemaVersion: typeof EXPLANATION_SCHEMA_VERSION;
  /** As it was asked for. */
  readonly subject: { readonly kind: "team" | "principal"; readonly name: string };
  /** Names of the stacks that were read, sorted. */
  readonly stacks: readonly string[];
  /** Sorted by stack, cloud, holders and name. */
  readonly identities: readonly ExplainedIdentity[];
  /** Sorted by stack, team and identity. */
  readonly settings: readonly ExplainedSettings[];
}
