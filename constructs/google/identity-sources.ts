import type { CiSource } from "../../catalog/pipeline/ci-source";

/** Whom a team's people are, as Google Cloud knows them. */
export type GooglePeople =
  | {
      readonly googleAccounts: {
        /** E-mail of a Google group. */
        readonly group?: string;
        /** E-mails of single people. */
        readonly users?: readonly string[];
      };
    }
  | {
      readonly workforce: {
        readonly pool: string;
        readonly provider: string;
        /** Group of the company's own sign-in. */
        readonly group?: string;
        readonly subjects?: readonly string[];
      };
    };

/** A workload: exactly one of the kinds. */
export type GoogleWorkload =
  | {
      readonly gke: {
        readonly namespace: string;
        readonly serviceAccount: string;
        /** Project of the cluster. @default the access's own */
        readonly project?: string;
        readonly projectNumber?: string;
      };
    }
  | { readonly cloudRun: object }
  | { readonly computeEngine: object }
  | { readonly serviceAccount: { readonly email: string } }
  | {
      readonly impersonation: {
        /** IAM members that may act as the service account. */
        readonly by: readonly string[];
        /** Last day, `YYYY-MM-DD`. */
        readonly until: string;
      };
    };

/** A pool and provider that exist for an issuer. */
export interface ExistingPool {
  readonly issuer: string;
  readonly pool: string;
  readonly provider: string;
  /** Project of the pool. @default the access's own */
  readonly projectNumber?: string;
}

/** Where a workload's credentials come from, in a reader's words. */
export const googleWorkloadName = (source: GoogleWorkload): string => {
  if ("gke" in source) return "GKE workload identity";
  if ("cloudRun" in source) return "Cloud Run service account";
  if ("computeEngine" in source) return "Compute Engine service account";
  return "serviceAccount" in source ? "service account" : "service account impersonation";
};

/** Pipelines and workloads of one team. */
export interface GoogleIdentities {
  readonly people?: GooglePeople;
  readonly ci?: Readonly<Record<string, CiSource>>;
  readonly workloads?: Readonly<Record<string, GoogleWorkload>>;
}
