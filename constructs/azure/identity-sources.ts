import type { CiSource } from "../../catalog/pipeline/ci-source";

/** Whom a team's people are, as Entra knows them. */
export interface AzurePeople {
  /** Object id of a group, or its display name, which is looked up. */
  readonly group?: { readonly id: string } | { readonly displayName: string };
  /** Object ids of single users. */
  readonly users?: readonly string[];
}

/** A workload: exactly one of the kinds. */
export type AzureWorkload =
  | { readonly aks: { readonly issuer: string; readonly namespace: string; readonly serviceAccount: string } }
  | { readonly managedIdentity: { readonly on: "virtualMachine" | "containerApp" | "functionApp" } }
  | { readonly existingIdentity: { readonly principalId: string; readonly clientId?: string } }
  /** An application, perhaps of another tenant. */
  | { readonly application: { readonly clientId: string } };

/** Everybody of a team, by kind and name. */
export interface AzureIdentities {
  readonly people?: AzurePeople;
  readonly ci?: Readonly<Record<string, CiSource>>;
  readonly workloads?: Readonly<Record<string, AzureWorkload>>;
}

/** Where a workload's credentials come from, in a reader's words. */
export const azureWorkloadName = (source: AzureWorkload): string => {
  if ("aks" in source) return "AKS workload identity";
  return "application" in source ? "application" : "managed identity";
};
