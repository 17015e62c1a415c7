/** What a program said of itself. */
export interface TerraformVersion {
  readonly product: "Terraform" | "OpenTofu";
  /** @example "1.11.4" or "1.12.0-beta1" */
  readonly version: string;
}

/** Least version, of both products: write-only arguments and ephemeral values (Terraform 1.11, OpenTofu 1.11). */
export const LEAST_VERSION = "1.11.0";

/** Reads what `terraform version` prints; `undefined` when it is neither Terraform's nor OpenTofu's. */
export const parseVersion = (printed: string): TerraformVersion | undefined => {
  const [, product, version] = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+\S*)\s*$/m.exec(printed) ?? [];
  if ((product !== "Terraform" && product !== "OpenTofu") || version === undefined) return undefined;
  return { product, version };
};

const numbers = (version: string): number[] => version.split("-")[0]?.split(".").map(Number) ?? [];

/** Whether a version is at least `least`; a pre-release (`1.11.0-beta1`) comes before its release. */
export const isAtLeast = (version: string, least: string): boolean => {
  const [have, need] = [numbers(version), numbers(least)];
  for (const [index, needed] of need.entries()) {
    const had = have[index] ?? 0;
    if (had !== needed) return had > needed;
  }
  return !version.includes("-");
};
