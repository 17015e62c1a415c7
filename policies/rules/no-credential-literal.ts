import { credentialIn, RANDOM_TEXT } from "../../plans/credential-shapes";
import { eachText, isJsonObject, type JsonValue, objectAt } from "../../plans/json-value";
import type { PlannedResource, PlanView } from "../../plans/plan-view";
import { REDACTED } from "../../plans/redact";
import { isReference } from "../../plans/reference";
import { TextCache } from "../../plans/text-cache";
import type { Problem, Rule } from "../rule";

/** Arguments that are made to hold a credential: any literal in them is one. */
const SECRET_NAMES = new Set([
  ...["access_key", "secret_key", "token", "password", "client_secret", "secret_string", "secret_access_key"],
  ...["encryption_key", "sas_token", "secret_data", "private_key", "private_key_pem", "api_key", "account_key"],
  ...["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_BEARER_TOKEN_BEDROCK"],
  ...["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_AWS_API_KEY", "ANTHROPIC_IDENTITY_TOKEN"],
  ...["ANTHROPIC_FOUNDRY_API_KEY", "ANTHROPIC_FOUNDRY_AUTH_TOKEN", "AZURE_CLIENT_SECRET", "CLAUDE_CODE_OAUTH_TOKEN"],
]);
/** Arguments whose texts look random, and open nothing: hashes, public keys, certificates, packed programs of a machine. */
const RANDOM_NAMES = new Set([
  ...["saml_metadata_document", "thumbprint", "thumbprint_list", "fingerprint", "etag", "md5hash", "content_md5"],
  ...["source_code_hash", "source_hash", "code_sha256", "output_base64sha256", "content_base64sha256", "checksum"],
  ...["detect_md5hash", "crc32c", "public_key", "public_key_pem", "public_key_openssh", "certificate"],
  ...["certificate_body", "certificate_chain", "cert_pem", "ca_certificate", "cluster_ca_certificate", "user_data"],
  ...["user_data_base64", "custom_data", "metadata_startup_script"],
]);
/** Names of keys as Azure and others give them out: 32 hexadecimal digits. */
const KEY_NAME = /(?:api|access|account|primary|secondary|subscription)[_-]?key$|^key[12]$|secret$|token$/i;
const HEX_KEY = /^[0-9a-f]{32}$/i;
/** A helper that prints what is written in its own line. */
const PRINTS = /^\s*(?:echo|printf)\s+(?:-n\s+|'?"?%s(?:\\n)?"?'?\s+)?["']?[\w.~+/=-]{12,}["']?\s*$/;
const NAMED_IN_JSON = new RegExp(`"(?:${[...SECRET_NAMES].join("|")}|apiKeyHelper)"\\s*:`);

/** The first credential in the JSON that a text is. */
const inJson = (text: string, known: TextCache<string | undefined>): string | undefined => {
  if (!/^\s*[{[]/.test(text) || !NAMED_IN_JSON.test(text)) return undefined;
  let found: string | undefined;
  try {
    eachText(JSON.parse(text), (inner, key) => {
      found ??= literalProblem(inner, key, known);
    });
  } catch {
    return undefined;
  }
  return found;
};

const literalProblem = (text: string, key: string, known: TextCache<string | undefined>): string | undefined => {
  if (text === "" || text === REDACTED) return undefined;
  if (SECRET_NAMES.has(key))
    return isReference(text) || text.startsWith("${") ? undefined : "a literal where only credentials stand";
  if (text.length < 12) return undefined;
  const kind = known.get(text);
  if (kind !== undefined && !(kind === RANDOM_TEXT && RANDOM_NAMES.has(key))) return `what looks like ${kind}`;
  if (key === "apiKeyHelper" && PRINTS.test(text)) return "a line that prints what stands in it";
  if (HEX_KEY.test(text) && KEY_NAME.test(key)) return "what looks like a key of 32 digits";
  return inJson(text, known);
};

/** Programs of a machine, which Terraform calls sensitive whatever they hold. */
const PROGRAMS = new Set(["user_data", "user_data_base64", "custom_data"]);

/** Literals that the plan withholds, as Terraform calls their arguments sensitive: only where they stand is known. */
const withheld = ({ address, type, values, literals = [] }: PlannedResource): readonly Problem[] =>
  literals
    .filter((what) => !PROGRAMS.has(what) && !(type === "aws_ssm_parameter" && values.type !== "SecureString"))
    .map((what) => {
      const isSecret = SECRET_NAMES.has(what) || SECRET_VALUES.has(`${type}.${what}`);
      const detail = `${what} holds a literal, and Terraform calls it sensitive`;
      return { address, what, detail, state: isSecret ? "violated" : "undecided" };
    });
const SECRET_VALUES = new Set(["azurerm_key_vault_secret.value", "aws_ssm_parameter.value"]);

const search = (
  address: string,
  value: JsonValue | undefined,
  known: TextCache<string | undefined>,
): readonly Problem[] => {
  const problems: Problem[] = [];
  eachText(value, (text, key, pathOf) => {
    const kind = literalProblem(text, key, known);
    if (kind === undefined) return;
    const path = pathOf();
    const detail = `${path || "The value"} holds ${kind}`;
    problems.push({ address, ...(path === "" ? {} : { what: path }), detail, state: "violated" });
  });
  return problems;
};

const outputsOf = ({ outputs }: PlanView): [string, JsonValue | undefined][] =>
  Object.entries(outputs).map(([name, { value }]) => [`output.${name}`, value]);

/** A variable's default or value, without the words that describe it. */
const settled = (values: JsonValue): JsonValue | undefined =>
  isJsonObject(values) ? { ...objectAt({ values }, "values"), description: undefined } : values;

/** No credential is written into a configuration, an output or a plan. */
export const noCredentialLiteral: Rule = {
  id: "no-credential-literal",
  protects:
    "No literal that looks like a credential stands in a resource, an output, a setting, a provider block or a backend",
  appliesTo: ["output", "resource", "provider"],
  remedy: "take it out and revoke it: it may lie in states, plans and logs already",
  link: "https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
  check: (view) => {
    const known = new TextCache((text) => credentialIn(text));
    return [
      ...view.resources.flatMap(({ address, values }) => search(address, values, known)),
      ...view.resources.flatMap(withheld),
      ...outputsOf(view).flatMap(([address, value]) => search(address, value, known)),
      ...view.blocks.flatMap(({ address, values }) => search(address, settled(values), known)),
    ];
  },
};
