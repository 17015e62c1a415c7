import { PROVIDER_SWITCHES, PROVIDER_WORDS } from "../../catalog/client-providers";
import { conflict, LOGIN_POLICIES, type LoginPolicy } from "../../catalog/credential-sources";
import { isJsonList, type JsonObject, objectAt, textAt, textsOf } from "../../plans/json-value";
import { settingsDocumentsOf } from "../../plans/settings-documents";
import type { Rule } from "../rule";

/** What a document demands of sign-ins, by the key that does. */
const policiesOf = (settings: JsonObject): readonly LoginPolicy[] => {
  const method = textAt(settings, "forceLoginMethod");
  const organization = textsOf(settings.forceLoginOrgUUID).some((id) => id !== "");
  const methods = (["claudeai", "console", "gateway"] as const).filter((one) => one === method);
  return organization ? [...methods, "organization"] : methods;
};

const SOURCES = { helper: "apiKeyHelper", apiKey: "ANTHROPIC_API_KEY", authToken: "ANTHROPIC_AUTH_TOKEN" } as const;

/** Credentials that a document gives out; an empty one closes a way and is none. */
const sourcesOf = (settings: JsonObject): readonly (keyof typeof SOURCES)[] => {
  const env = objectAt(settings, "env");
  const isSet = (source: keyof typeof SOURCES): boolean =>
    ((source === "helper" ? textAt(settings, SOURCES.helper) : textAt(env, SOURCES[source])) ?? "") !== "";
  return (Object.keys(SOURCES) as (keyof typeof SOURCES)[]).filter(isSet);
};

const isOn = (env: JsonObject, variable: string): boolean => !["", "0", "false"].includes(textAt(env, variable) ?? "");

/** Providers whose switch is on in a document's environment; none: Anthropic's own. */
const switchedOn = (env: JsonObject): readonly string[] =>
  Object.entries(PROVIDER_SWITCHES).flatMap(([variable, provider]) => (isOn(env, variable) ? [provider] : []));

/** Addresses in place of a provider's own, `ANTHROPIC_BASE_URL`; an empty one is none. */
const hasOwnAddress = (env: JsonObject): boolean =>
  Object.entries(env).some(([variable, value]) => /^ANTHROPIC_(?:[A-Z_]+_)?BASE_URL$/.test(variable) && value !== "");

/** What the client would have to be allowed to use, in the words of `allowedProviders`; none where no word is known. */
const needed = (settings: JsonObject): readonly string[] => {
  const env = objectAt(settings, "env");
  if (textAt(settings, "forceLoginMethod") === "gateway") return ["gateway"];
  if (hasOwnAddress(env)) return ["customEndpoint"];
  if (isOn(env, "CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD")) return [];
  const on = switchedOn(env);
  return on.length > 0 ? on : ["anthropic"];
};

interface Refusal {
  readonly what: string;
  readonly detail: string;
}

const loginRefusals = (settings: JsonObject): Refusal[] => {
  // A cloud's sign-in is no login of Anthropic's: the policies let it through.
  if (switchedOn(objectAt(settings, "env")).length > 0) return [];
  return policiesOf(settings).flatMap((policy) =>
    sourcesOf(settings).flatMap((source): Refusal[] => {
      if (conflict(policy, source)?.kind !== "refused") return [];
      const what = `${LOGIN_POLICIES[policy]} with ${SOURCES[source]}`;
      return [{ what, detail: `${what}: the client refuses to start, since what it is given is no such sign-in` }];
    }),
  );
};

const providerRefusals = (settings: JsonObject): Refusal[] => {
  const allowed = settings.allowedProviders;
  if (!isJsonList(allowed)) return [];
  const words = textsOf(allowed);
  const unknown = words.filter((word) => !PROVIDER_WORDS.includes(word));
  const missing = needed(settings).filter((provider) => !words.includes(provider));
  return [
    ...unknown.map((word) => ({
      what: `allowedProviders ${word}`,
      detail: `allowedProviders holds "${word}", which the client does not know; it knows ${PROVIDER_WORDS.join(", ")}`,
    })),
    ...missing.map((provider) => ({
      what: `allowedProviders without ${provider}`,
      detail: `The document leads to ${provider}, and allowedProviders does not let the client use it`,
    })),
  ];
};

/** Foundry takes one of both, and every request fails where it gets both. */
const addressRefusals = (settings: JsonObject): Refusal[] => {
  const env = objectAt(settings, "env");
  const both = ["ANTHROPIC_FOUNDRY_RESOURCE", "ANTHROPIC_FOUNDRY_BASE_URL"];
  if (both.some((variable) => (textAt(env, variable) ?? "") === "")) return [];
  return [
    { what: both.join(" with "), detail: `${both.join(" and ")} are both set, and the client takes one of them` },
  ];
};

/** Nobody gets settings with which the client does not start. */
export const settingsClientRefuses: Rule = {
  id: "settings-client-refuses",
  protects:
    "No settings are given out that the client refuses: a login policy beside a key, a provider that is not allowed",
  appliesTo: ["output"],
  remedy: "take out the policy or the credential, and allow the provider that the document leads to",
  link: "https://code.claude.com/docs/en/settings",
  check: (view) =>
    view.once(settingsDocumentsOf).flatMap(({ name, settings }) =>
      [...loginRefusals(settings), ...providerRefusals(settings), ...addressRefusals(settings)].map(
        ({ what, detail }) => ({
          address: "output.client_settings",
          what: `${name} ${what}`,
          detail: `${name}: ${detail}`,
          state: "violated" as const,
        }),
      ),
    ),
};
