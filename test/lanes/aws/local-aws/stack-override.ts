import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A provider block of a synthesised stack, as far as it matters here. */
interface ProviderBlock {
  readonly profile?: string;
  readonly allowed_account_ids?: readonly string[];
}

interface StackFile {
  readonly provider?: { readonly aws?: ProviderBlock | readonly ProviderBlock[] };
}

/** Version that the aws lane is measured with; asked for when no mirror decides it. */
const MEASURED_VERSION = "5.100.0";

const providerBlocks = (directory: string): readonly ProviderBlock[] => {
  const file = ["cdk.tf.json", "main.tf.json"].map((name) => join(directory, name)).find((path) => existsSync(path));
  if (file === undefined) throw new Error(`${directory} holds neither cdk.tf.json nor main.tf.json`);
  const { aws = [] } = (JSON.parse(readFileSync(file, "utf8")) as StackFile).provider ?? {};
  return Array.isArray(aws) ? aws : [aws as ProviderBlock];
};

/**
 * Override file that keeps the state of a stack in its folder, whatever backend (or Terraform Cloud) it declares, and
 * leaves all else to the stack. `pinned` asks for the version of the provider that the lane is measured with.
 *
 * @see https://developer.hashicorp.com/terraform/language/files/override#merging-terraform-blocks
 */
export const stackOverride = ({ pinned }: { readonly pinned: boolean }): Record<string, unknown> => ({
  terraform: {
    backend: { local: { path: "local.tfstate" } },
    ...(pinned ? { required_providers: { aws: { source: "hashicorp/aws", version: MEASURED_VERSION } } } : {}),
  },
});

/**
 * Shared AWS configuration with every profile that the stack's providers name: each signs in as the root of the account
 * that its provider allows, else of `account`.
 */
export const profilesOf = (directory: string, account: string): string =>
  providerBlocks(directory)
    .flatMap(({ profile, allowed_account_ids: [allowed = account] = [] }) =>
      profile === undefined
        ? []
        : [`[profile ${profile}]\naws_access_key_id = ${allowed}\naws_secret_access_key = root-of-an-emulator\n`],
    )
    .join("\n");
