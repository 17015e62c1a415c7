import { eachText, isJsonObject, type JsonValue, objectAt } from "../../plans/json-value";
import type { PlannedResource, PlanView } from "../../plans/plan-view";
import { REDACTED } from "../../plans/redact";
import { isReference } from "../../plans/reference";
import { TextCache } from "../../plans/text-cache";
import { credentialIn } from "../credential-shapes";
import type { Problem, Rule } from "../rule";

/** Arguments that are made to hold a credential: any literal in them is one. */
const SECRET_NAMES = new Set([
  ...["access_key", "secret_key", "token", "password", "client_secret", "secret_string", "secret_access_key"],
  ...["encryption_key", "sas_token", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"],
  ...["AWS_BEARER_TOKEN_BEDROCK", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_FOUNDRY_API_KEY"],
]);
/** Arguments that hold public material that looks random: certificates, thumbprints, hashes, public keys. */
const PUBLIC_NAMES = new Set([
  ...["saml_metadata_document", "thumbprint_list", "public_key", "certificate", "certificate_chain", "ca_certificate"],
  ...["source_code_hash", "source_hash", "etag", "checksum", "content_md5", "content_sha256", "md5hash", "fingerprint"],
]);

const literalProblem = (text: string, key: string, known: TextCache<string | undefined>): string | undefined => {
  if (text === "" || text === REDACTED) return undefined;
  if (SECRET_NAMES.has(key))
    return isReference(text) || text.startsWith("${") ? undefined : "a literal where only credentials stand";
  if (text.length < 12 || PUBLIC_NAMES.has(key)) return undefined;
  const kind = known.get(text);
  return kind === undefined ? undefined : `what looks like ${kind}`;
};

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

/** A parameter that is no secret is called sensitive by its provider all the same. */
const isPlainParameter = ({ type, values }: PlannedResource): boolean =>
  type === "aws_ssm_parameter" && values.type !== "SecureString";

/** Literals where the provider expects something sensitive; the plan withholds the value, and so does the finding. */
const withheld = (resource: PlannedResource): readonly Problem[] =>
  isPlainParameter(resource)
    ? []
    : (resource.literals ?? []).map((argument) => ({
        address: resource.address,
        what: argument,
        detail: `${argument} is sensitive, and the configuration states it as a literal`,
        state: "violated",
      }));

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
    const known = new TextCache(credentialIn);
    return [
      ...view.resources.flatMap(({ address, values }) => search(address, values, known)),
      ...view.resources.flatMap(withheld),
      ...outputsOf(view).flatMap(([address, value]) => search(address, value, known)),
      ...view.blocks.flatMap(({ address, values }) => search(address, settled(values), known)),
    ];
  },
};
