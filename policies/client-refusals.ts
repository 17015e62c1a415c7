import {
  ANTHROPIC_HOST,
  CLIENT_ROUTES,
  type ClientRoute,
  CUSTOM_ENDPOINT,
  FOUNDRY_RESOURCE,
  isSwitchedOn,
  LOGIN_METHODS,
  PROVIDER_WORDS,
  ROUTES_TOGETHER,
} from "../catalog/client-routes";
import { findSettingsKey, type SettingsKey } from "../catalog/client-settings";
import { isAtLeast } from "../catalog/client-versions";
import { CREDENTIAL_SOURCES, type CredentialSource, conflict, type LoginPolicy } from "../catalog/credential-sources";
import {
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectAt,
  textAt,
  textsOf,
} from "../plans/json-value";
import { holdsReference } from "../plans/reference";

/** Something in a settings document with which a client does not work as the document says. */
export interface Refusal {
  /** Key or variable, `forceLoginMethod`, `env.ANTHROPIC_BASE_URL`. */
  readonly key: string;
  /** What the client does, without the document's name. */
  readonly detail: string;
  readonly state: "violated" | "undecided";
}

type Check = (settings: JsonObject) => readonly Refusal[];

const violated = (key: string, detail: string): Refusal => ({ key, detail, state: "violated" });
const undecided = (key: string, detail: string): Refusal => ({ key, detail, state: "undecided" });

/** A variable's value as the client has it; undefined: not set, or empty, which is the same to it. */
const variable = (settings: JsonObject, name: string): string | undefined => {
  const value = objectAt(settings, "env")[name];
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  return value === "" ? undefined : String(value);
};

/** Routes that are switched on, in the client's order. */
const routesOf = (settings: JsonObject): readonly ClientRoute[] =>
  CLIENT_ROUTES.filter((route) => isSwitchedOn(variable(settings, route.variable) ?? ""));

const fits: Readonly<Record<SettingsKey["type"], (value: JsonValue) => boolean>> = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  strings: (value) => isJsonList(value) && value.every((item) => typeof item === "string"),
  "string or strings": (value) => fits.string(value) || fits.strings(value),
  object: (value) => isJsonObject(value),
};

const wrongTypes: Check = (settings) => [
  ...Object.entries(settings).flatMap(([name, value]) => {
    const type = findSettingsKey(name)?.type;
    if (type === undefined || value === undefined || value === null || fits[type](value)) return [];
    if (typeof value === "string" && holdsReference(value)) return [];
    return [violated(name, `${name} is not of type "${type}": the client drops it, or the whole file with it`)];
  }),
  ...Object.entries(objectAt(settings, "env")).flatMap(([name, value]) =>
    isJsonList(value) || isJsonObject(value)
      ? [violated(`env.${name}`, `env.${name} is neither text, number nor boolean: the client drops it`)]
      : [],
  ),
];

const sourcesOf = (settings: JsonObject): CredentialSource[] => [
  ...(textAt(settings, "apiKeyHelper") ? (["helper"] as const) : []),
  ...(["apiKey", "authToken"] as const).filter((source) => variable(settings, CREDENTIAL_SOURCES[source])),
];

const policiesOf = (settings: JsonObject): [string, LoginPolicy][] => {
  const method = textAt(settings, "forceLoginMethod") ?? "";
  return [
    ...(LOGIN_METHODS.has(method) ? ([["forceLoginMethod", method as LoginPolicy]] as [string, LoginPolicy][]) : []),
    ...(settings.forceLoginOrgUUID ? ([["forceLoginOrgUUID", "organization"]] as [string, LoginPolicy][]) : []),
  ];
};

/** Where a login is demanded no key signs in; sessions on a cloud are not asked. */
const loginsBesideKeys: Check = (settings) =>
  routesOf(settings).length > 0
    ? []
    : policiesOf(settings).flatMap(([key, policy]) =>
        sourcesOf(settings)
          .filter((source) => conflict(policy, source)?.kind === "refused")
          .map((source) =>
            violated(
              `${key} ${CREDENTIAL_SOURCES[source]}`,
              `${key} demands a login, and ${CREDENTIAL_SOURCES[source]} signs in without one: the client refuses to start`,
            ),
          ),
      );

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const unknownLogins: Check = (settings) => {
  const method = textAt(settings, "forceLoginMethod");
  const given = settings.forceLoginOrgUUID;
  const organizations = isJsonList(given) ? textsOf(given) : typeof given === "string" ? [given] : undefined;
  const isOrganization = (id: string) => UUID.test(id) || holdsReference(id);
  return [
    ...(method === undefined || LOGIN_METHODS.has(method) || holdsReference(method)
      ? []
      : [violated("forceLoginMethod", "forceLoginMethod has a value that the client ignores, and says nothing")]),
    ...(organizations === undefined || (organizations.length > 0 && organizations.every(isOrganization))
      ? []
      : [violated("forceLoginOrgUUID", "forceLoginOrgUUID names no organization: the client lets nobody sign in")]),
  ];
};

const twoRoutes: Check = (settings) => {
  const [first, ...others] = routesOf(settings);
  if (first === undefined) return [];
  return others
    .filter((route) => !ROUTES_TOGETHER.has(first.variable) || !ROUTES_TOGETHER.has(route.variable))
    .map((route) =>
      violated(
        `env.${route.variable}`,
        `${route.variable} is on beside ${first.variable}, which alone the client follows`,
      ),
    );
};

/** Whether an address is Anthropic's own. */
const isAnthropic = (address: string): boolean => URL.canParse(address) && new URL(address).host === ANTHROPIC_HOST;

/** The variable or key that decides where a client goes, with its word in `allowedProviders`. */
const destinationsOf = (settings: JsonObject): { readonly from: string; readonly word: string | undefined }[] => {
  const routes = routesOf(settings);
  const [first] = routes;
  if (first === undefined) {
    if (textAt(settings, "forceLoginMethod") === "gateway") return [{ from: "forceLoginMethod", word: "gateway" }];
    const address = variable(settings, "ANTHROPIC_BASE_URL");
    const word = address === undefined || isAnthropic(address) ? "anthropic" : CUSTOM_ENDPOINT;
    return [{ from: address === undefined ? "no route's variable" : "ANTHROPIC_BASE_URL", word }];
  }
  const used = ROUTES_TOGETHER.has(first.variable)
    ? routes.filter((one) => ROUTES_TOGETHER.has(one.variable))
    : [first];
  return used.map(({ variable: name, word, addresses }) => {
    const address = addresses.find((one) => variable(settings, one) !== undefined);
    return address === undefined ? { from: name, word } : { from: address, word: CUSTOM_ENDPOINT };
  });
};

const disallowed: Check = (settings) => {
  if (!isJsonList(settings.allowedProviders)) return [];
  const allowed = textsOf(settings.allowedProviders);
  if (allowed.some(holdsReference))
    return [undecided("allowedProviders", "allowedProviders is not known before the apply")];
  return [
    ...allowed
      .filter((word) => !PROVIDER_WORDS.has(word))
      .map((word) => undecided(`allowedProviders ${word}`, `allowedProviders names ${word}, a word that is not known`)),
    ...destinationsOf(settings).flatMap(({ from, word }) => {
      if (word === undefined)
        return [
          undecided(`allowedProviders ${from}`, `which word of allowedProviders stands for ${from} is not known`),
        ];
      if (allowed.includes(word)) return [];
      return [
        violated(`allowedProviders ${word}`, `${from} leads to what allowedProviders calls ${word}, and does not list`),
      ];
    }),
  ];
};

const incompleteRoutes: Check = (settings) => {
  const on = new Set(routesOf(settings).map(({ variable: name }) => name));
  const [resource, address] = ["ANTHROPIC_FOUNDRY_RESOURCE", "ANTHROPIC_FOUNDRY_BASE_URL"] as const;
  const [named, addressed] = [variable(settings, resource), variable(settings, address)];
  const vertex = variable(settings, "ANTHROPIC_VERTEX_BASE_URL");
  const found: Refusal[] = [];
  if (on.has("CLAUDE_CODE_USE_FOUNDRY")) {
    if (named !== undefined && addressed !== undefined)
      found.push(
        violated(`env.${resource}`, `${resource} and ${address} are both set: every request of the client fails`),
      );
    if (named === undefined && addressed === undefined)
      found.push(
        violated(`env.${resource}`, `neither ${resource} nor ${address} is set: every request of the client fails`),
      );
    if (named !== undefined && !FOUNDRY_RESOURCE.test(named) && !holdsReference(named))
      found.push(violated(`env.${resource} name`, `${resource} is no bare name of a resource: the client refuses it`));
  }
  if (on.has("CLAUDE_CODE_USE_ANTHROPIC_AWS") && variable(settings, "ANTHROPIC_AWS_WORKSPACE_ID") === undefined)
    found.push(
      violated(
        "env.ANTHROPIC_AWS_WORKSPACE_ID",
        "ANTHROPIC_AWS_WORKSPACE_ID is not set: every request of the client fails",
      ),
    );
  if (on.has("CLAUDE_CODE_USE_VERTEX") && vertex !== undefined && !vertex.includes("/v1") && !holdsReference(vertex))
    found.push(
      violated("env.ANTHROPIC_VERTEX_BASE_URL", "ANTHROPIC_VERTEX_BASE_URL has no /v1, which the client does not add"),
    );
  return found;
};

const VERSION = /^\d+\.\d+\.\d+$/;

const noVersion: Check = (settings) => {
  const [least, most] = [textAt(settings, "requiredMinimumVersion"), textAt(settings, "requiredMaximumVersion")];
  if (least === undefined || most === undefined || !VERSION.test(least) || !VERSION.test(most)) return [];
  if (isAtLeast(most, least)) return [];
  const detail = `requiredMaximumVersion ${most} is older than requiredMinimumVersion ${least}: no client starts`;
  return [violated("requiredMaximumVersion", detail)];
};

const CHECKS: readonly Check[] = [
  ...[wrongTypes, loginsBesideKeys, unknownLogins, twoRoutes, disallowed, incompleteRoutes, noVersion],
];

/** Everything in a settings document that a client refuses, drops or takes no notice of; seen with 2.1.330. */
export const clientRefusals = (settings: JsonObject): readonly Refusal[] => CHECKS.flatMap((check) => check(settings));
