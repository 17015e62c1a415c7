import type { AccessCloud, AccessIdentity, Entrance, ModelAccess } from "./access-side";

/** Version of the JSON that `claude-access diff --format json` prints. */
export const DIFF_SCHEMA_VERSION = 1;

/** What was there, what comes, what stays. */
export interface Change<T> {
  readonly gained: readonly T[];
  readonly lost: readonly T[];
  readonly kept: readonly T[];
}

/** How long what was lost still works for who is signed in. */
export interface OpenSessions {
  /** Seconds at most; `undefined`: the plan does not tell. */
  readonly seconds: number | undefined;
  /** One sentence. */
  readonly why: string;
  /** Where the provider says so. */
  readonly source: string;
}

/** Where an identity was declared, from `provenance.json`; line and column count from 1. */
export interface DeclaredAt {
  readonly path: string;
  /** Why it is there, as the declaration gives cause. */
  readonly reason: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What an apply means for one identity. */
export interface IdentityDiff extends Pick<AccessIdentity, "id" | "address" | "cloud" | "kind" | "name" | "holders"> {
  readonly stack: string;
  /** `replaced`: made anew, open sessions are lost; `changed`: its models or its ways in change. */
  readonly change: "added" | "removed" | "replaced" | "changed" | "unchanged";
  /** Arguments for which it is replaced. */
  readonly replacedFor: readonly string[];
  readonly models: Change<ModelAccess>;
  readonly entrances: Change<Entrance>;
  /** Only where something is lost. */
  readonly openSessions?: OpenSessions;
  /** What could not be read and may give more, in sentences. */
  readonly open: readonly string[];
  readonly declared?: DeclaredAt;
}

/** One value of a settings document; text, list and object as JSON; sensitive values are redacted. */
export interface SettingChange {
  /** `env.AWS_REGION`, `permissions.deny`. */
  readonly key: string;
  /** JSON text; left out where it was not there. */
  readonly before?: string;
  /** JSON text; left out where it goes. */
  readonly after?: string;
}

/** What changes in the settings of one holder. */
export interface SettingsDiff {
  readonly stack: string;
  readonly team: string;
  /** `people`, `ci/NAME`, `workload/NAME`. */
  readonly identity: string;
  readonly change: "added" | "removed" | "changed";
  readonly keys: readonly SettingChange[];
}

/** Something that only the apply tells. */
export interface KnownAfterApply {
  readonly stack: string;
  readonly address: string;
  readonly argument: string;
  /** Addresses that it refers to; empty where the plan does not say. */
  readonly references: readonly string[];
  /** Whether access depends on it. */
  readonly hidesAccess: boolean;
}

/** Counts of what a reader asks first. */
export interface DiffSummary {
  readonly identities: Readonly<Record<IdentityDiff["change"], number>>;
  readonly modelsGained: number;
  readonly modelsLost: number;
  readonly entrancesGained: number;
  readonly entrancesLost: number;
  readonly settingsChanged: number;
  readonly knownAfterApply: number;
}

/** What one or several plans change for whom. */
export interface AccessDiff {
  readonly schemaVersion: typeof DIFF_SCHEMA_VERSION;
  /** Names of the stacks, sorted. */
  readonly stacks: readonly string[];
  readonly summary: DiffSummary;
  /** Sorted by stack, cloud, holders and name. */
  readonly identities: readonly IdentityDiff[];
  /** Sorted by stack, team and identity; what does not change is left out. */
  readonly settings: readonly SettingsDiff[];
  /** Sorted by stack and address. */
  readonly knownAfterApply: readonly KnownAfterApply[];
}

/** Clouds in the order in which they are told. */
const CLOUDS: readonly AccessCloud[] = ["aws", "google", "azure", "anthropic"];

/** By what identities are sorted: stack, cloud, holders and name. */
export const placeKey = ({
  stack,
  cloud,
  holders,
  name,
  id,
}: Pick<IdentityDiff, "stack" | "cloud" | "holders" | "name" | "id">): string =>
  [stack, CLOUDS.indexOf(cloud), holders.join(" "), name, id].join("\u0000");
