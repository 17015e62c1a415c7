import fc from "fast-check";
import { HELPER_NAME } from "../../../catalog/api-key-helper";
import { keyCommand, type StoredKey } from "../../../settings/helper/key-command";

const checked = (command: string, source: string): string =>
  `key="$(${command})" && [ -n "$key" ] && [ "$(printf '%s\\n' "$key" | wc -l)" -eq 1 ] && printf '%s\\n' "$key" || { echo 'claude-access: no key from ${source}' >&2; exit 1; }`;

test.each<[StoredKey, string, string | undefined]>([
  [
    { kind: "secretsManager", name: "claude/key", region: "eu-central-1", profile: "claude_console_payments" },
    checked(
      "aws secretsmanager get-secret-value --secret-id 'claude/key' --query SecretString --output text --region 'eu-central-1' --profile 'claude_console_payments'",
      "AWS Secrets Manager",
    ),
    'aws secretsmanager get-secret-value --secret-id "claude/key" --query SecretString --output text --region "eu-central-1" --profile "claude_console_payments"',
  ],
  [
    { kind: "parameterStore", name: "claude/key", region: "eu-central-1" },
    checked(
      "aws ssm get-parameter --with-decryption --name 'claude/key' --query Parameter.Value --output text --region 'eu-central-1'",
      "AWS Systems Manager Parameter Store",
    ),
    'aws ssm get-parameter --with-decryption --name "claude/key" --query Parameter.Value --output text --region "eu-central-1"',
  ],
  [
    { kind: "secretManager", project: "acme-claude", name: "claude-key" },
    checked(
      "gcloud secrets versions access latest --secret 'claude-key' --project 'acme-claude'",
      "Google Secret Manager",
    ),
    'gcloud secrets versions access latest --secret "claude-key" --project "acme-claude"',
  ],
  [
    { kind: "keyVault", vault: "acme-keys", name: "claude-key" },
    checked(
      "az keyvault secret show --vault-name 'acme-keys' --name 'claude-key' --query value --output tsv",
      "Azure Key Vault",
    ),
    'az keyvault secret show --vault-name "acme-keys" --name "claude-key" --query value --output tsv',
  ],
  [
    { kind: "vault", path: "secret/claude", field: "key", address: "https://vault.acme.example" },
    checked("vault kv get -address 'https://vault.acme.example' -field 'key' 'secret/claude'", "HashiCorp Vault"),
    'vault kv get -address "https://vault.acme.example" -field "key" "secret/claude"',
  ],
  [
    { kind: "onePassword", reference: "op://claude/console/key" },
    checked("op read 'op://claude/console/key'", "1Password"),
    'op read "op://claude/console/key"',
  ],
  [
    { kind: "keychain", service: "claude", account: "acme" },
    checked("security find-generic-password -s 'claude' -a 'acme' -w", "macOS keychain"),
    undefined,
  ],
  [{ kind: "pass", name: "claude/key" }, checked("pass show 'claude/key'", "pass"), undefined],
  [{ kind: "command", posix: "acme-key", windows: "acme-key.exe" }, "acme-key", "acme-key.exe"],
])("the whole line of %j, for each shell", (stored, posix, windows) => {
  const command = keyCommand(stored);
  expect([command.posix, command.windows]).toEqual([posix, windows]);
  expect(command.posix).not.toContain("\n");
});

const hostile = fc
  .string({ unit: fc.constantFrom(..."aZ9/_.+=@:-'\"`$()%!^&|;<>{}[]~#*?\\ \n\t\0é"), minLength: 1, maxLength: 12 })
  .filter((name) => !HELPER_NAME.pattern.test(name));

test("a name with a character that a shell could read is refused, wherever it stands", () => {
  fc.assert(
    fc.property(hostile, (name) => {
      for (const stored of [
        { kind: "secretsManager", name, region: "eu-central-1" },
        { kind: "secretsManager", name: "key", region: name },
        { kind: "secretsManager", name: "key", region: "eu-central-1", profile: name },
        { kind: "parameterStore", name, region: "eu-central-1" },
        { kind: "parameterStore", name: "key", region: name },
        { kind: "secretManager", project: "p", name },
        { kind: "keyVault", vault: name, name: "key" },
        { kind: "vault", path: "p", field: name },
        { kind: "keychain", service: name },
        { kind: "secretManager", project: name, name: "key" },
        { kind: "keyVault", vault: "v", name },
        { kind: "vault", path: name, field: "key" },
        { kind: "vault", path: "p", field: "key", address: name },
        { kind: "onePassword", reference: name },
        { kind: "keychain", service: "s", account: name },
        { kind: "pass", name },
      ] as StoredKey[]) {
        expect(() => keyCommand(stored)).toThrow(
          `A helper cannot name ${JSON.stringify(name)}; allowed: letters, digits and /_.+=@:-, not beginning with -`,
        );
      }
    }),
  );
});

const allowed = fc
  .string({ unit: fc.constantFrom(..."abcXYZ019/_.+=@:-"), minLength: 1, maxLength: 20 })
  .filter((name) => !name.startsWith("-"));

test("a name that is allowed stands in each line as it is, once", () => {
  fc.assert(
    fc.property(allowed, (name) => {
      const { posix, windows } = keyCommand({ kind: "secretsManager", name, region: "eu-central-1" });
      const before = "aws secretsmanager get-secret-value --secret-id ";
      const after = " --query SecretString --output text --region ";
      expect([posix, windows]).toEqual([
        checked(`${before}'${name}'${after}'eu-central-1'`, "AWS Secrets Manager"),
        `${before}"${name}"${after}"eu-central-1"`,
      ]);
    }),
  );
});
