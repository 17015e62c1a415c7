import { HELPER_NAME } from "../../catalog/api-key-helper";
import { SECRET_PERMISSIONS } from "../../catalog/secret-permissions";

/** Where a key lies, in words of the tool that reads it. None is a Terraform token. */
export type StoredKey =
  | {
      readonly kind: "secretsManager" | "parameterStore";
      readonly name: string;
      readonly region: string;
      /** AWS profile of the reader. @default what the environment says */
      readonly profile?: string;
    }
  | { readonly kind: "secretManager"; readonly project: string; readonly name: string }
  | { readonly kind: "keyVault"; readonly vault: string; readonly name: string }
  | { readonly kind: "vault"; readonly path: string; readonly field: string; readonly address?: string }
  | { readonly kind: "onePassword"; readonly reference: string }
  | { readonly kind: "keychain"; readonly service: string; readonly account?: string }
  | { readonly kind: "pass"; readonly name: string }
  | { readonly kind: "command"; readonly posix: string; readonly windows?: string };

/** A helper's line for each shell, and what a reader should know of it. */
export interface KeyCommand {
  /** One line for `sh`: prints the key and nothing else, or fails with a word on stderr. */
  readonly posix: string;
  /** One line for `cmd.exe`. @default there is no such tool on Windows */
  readonly windows?: string;
  /** Where the key lies, as a reader calls it. */
  readonly source: string;
  /** Name of the key there. */
  readonly key: string;
  /** What has to be installed. */
  readonly needs: string;
}

/** A command as its words: those that are fixed, and names from the declaration, which are quoted. */
type Word = string | { readonly name: string };
interface Tool {
  readonly source: string;
  readonly key: string;
  readonly needs: string;
  readonly words: readonly Word[];
  readonly onWindows: boolean;
}

const named = (name: string | undefined): Word => ({ name: name ?? "" });
const option = (flag: string, value: string | undefined): readonly Word[] =>
  value === undefined ? [] : [flag, named(value)];

const toolOf = (stored: Exclude<StoredKey, { kind: "command" }>): Tool => {
  switch (stored.kind) {
    case "secretsManager":
      return {
        ...{
          source: SECRET_PERMISSIONS.secretsManager.store,
          key: stored.name,
          needs: "the AWS CLI, version 2",
          onWindows: true,
        },
        words: [
          ...["aws", "secretsmanager", "get-secret-value", "--secret-id", named(stored.name)],
          ...["--query", "SecretString", "--output", "text", "--region", named(stored.region)],
          ...option("--profile", stored.profile),
        ],
      };
    case "parameterStore":
      return {
        ...{ source: SECRET_PERMISSIONS.parameterStore.store, key: stored.name, needs: "the AWS CLI, version 2" },
        onWindows: true,
        words: [
          ...["aws", "ssm", "get-parameter", "--with-decryption", "--name", named(stored.name)],
          ...["--query", "Parameter.Value", "--output", "text", "--region", named(stored.region)],
          ...option("--profile", stored.profile),
        ],
      };
    case "secretManager":
      return {
        ...{ source: "Google Secret Manager", key: stored.name, needs: "the gcloud CLI", onWindows: true },
        words: [
          ...["gcloud", "secrets", "versions", "access", "latest", "--secret", named(stored.name)],
          ...["--project", named(stored.project)],
        ],
      };
    case "keyVault":
      return {
        ...{
          source: "Azure Key Vault",
          key: `${stored.vault}/${stored.name}`,
          needs: "the Azure CLI",
          onWindows: true,
        },
        words: [
          ...["az", "keyvault", "secret", "show", "--vault-name", named(stored.vault), "--name", named(stored.name)],
          ...["--query", "value", "--output", "tsv"],
        ],
      };
    case "vault":
      return {
        ...{
          source: "HashiCorp Vault",
          key: `${stored.path} ${stored.field}`,
          needs: "the vault CLI",
          onWindows: true,
        },
        words: [
          ...["vault", "kv", "get", ...option("-address", stored.address), "-field", named(stored.field)],
          named(stored.path),
        ],
      };
    case "onePassword":
      return {
        ...{ source: "1Password", key: stored.reference, needs: "the 1Password CLI (op)", onWindows: true },
        words: ["op", "read", named(stored.reference)],
      };
    case "keychain":
      return {
        ...{ source: "macOS keychain", key: stored.service, needs: "macOS", onWindows: false },
        words: [
          ...["security", "find-generic-password", "-s", named(stored.service)],
          ...option("-a", stored.account),
          "-w",
        ],
      };
    case "pass":
      return {
        ...{ source: "pass", key: stored.name, needs: "pass, the standard Unix password manager", onWindows: false },
        words: ["pass", "show", named(stored.name)],
      };
  }
};

/** A name that no shell reads anything into. Throws for another: the loader refuses it, with its line. */
const safeName = (name: string): string => {
  if (HELPER_NAME.pattern.test(name)) return name;
  throw new Error(`A helper cannot name ${JSON.stringify(name)}; allowed: ${HELPER_NAME.allowed}`);
};

const lineOf = (words: readonly Word[], quote: string): string =>
  words.map((word) => (typeof word === "string" ? word : `${quote}${safeName(word.name)}${quote}`)).join(" ");

/** The output of a command if it is one line, else a word on stderr; `printf` is of the shell, so no process list shows the key. */
const checked = (command: string, what: string): string =>
  [
    `key="$(${command})"`,
    `[ -n "$key" ]`,
    `[ "$(printf '%s\\n' "$key" | wc -l)" -eq 1 ]`,
    `printf '%s\\n' "$key" || { echo 'claude-access: no key from ${what}' >&2; exit 1; }`,
  ].join(" && ");

/**
 * The lines by which a client's `apiKeyHelper` reads a key. A command of the user's own is taken as it is.
 *
 * @throws Error for a name that is not limited to `HELPER_NAME`
 */
export const keyCommand = (stored: StoredKey): KeyCommand => {
  if (stored.kind === "command") {
    const { posix, windows } = stored;
    const said = { source: "your own command", key: "the key", needs: "what the command runs" };
    return { posix, ...(windows === undefined ? {} : { windows }), ...said };
  }
  const { source, key, needs, words, onWindows } = toolOf(stored);
  return {
    posix: checked(lineOf(words, "'"), source),
    ...(onWindows ? { windows: lineOf(words, '"') } : {}),
    ...{ source, key, needs },
  };
};
