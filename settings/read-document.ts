import { GEOGRAPHIES } from "../catalog/bedrock-profiles";
import { SETTINGS_KEYS, type SettingsKey } from "../catalog/client-settings";
import { FAMILIES } from "../catalog/models";
import type { Facts } from "./facts";

type Json = Readonly<Record<string, unknown>>;
/** Whether a value is one, and the words for what was expected. */
interface Shape {
  readonly fits: (value: unknown) => boolean;
  readonly expected: string;
}

const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === "object" && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";

/** A name becomes part of a path, so it is read as strictly as a declaration is. */
const NAME = "[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*";
const matching = (pattern: string, expected: string): Shape => ({
  fits: (value) => isText(value) && new RegExp(`^${pattern}$`).test(value),
  expected,
});
const text: Shape = { fits: isText, expected: "a text" };
const optional = ({ fits, expected }: Shape): Shape => ({
  fits: (value) => value === undefined || fits(value),
  expected,
});
const oneOf = (values: readonly string[]): Shape => ({
  fits: (value) => isText(value) && values.includes(value),
  expected: `one of ${values.join(", ")}`,
});

const MODEL: Readonly<Record<string, Shape>> = {
  model: text,
  family: oneOf(FAMILIES),
  target: text,
  retiringUntil: optional(matching("\\d{4}-\\d{2}-\\d{2}", "a day")),
};

const texts: Shape = {
  fits: (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
  expected: "a list of texts",
};

const IDENTITY: Readonly<Record<string, Shape>> = {
  organization: matching(NAME, "a name"),
  team: matching(NAME, "a name"),
  entry: matching(NAME, "a name"),
  identity: matching(`(people|(ci|workload)/${NAME})`, "people, ci/NAME or workload/NAME"),
  startFamily: oneOf(FAMILIES),
  deliver: optional(oneOf(["managed", "user", "project", "environment"])),
};

const GOOGLE: Readonly<Record<string, Shape>> = {
  ...IDENTITY,
  project: text,
  members: texts,
  serviceAccount: optional(text),
  quotaProject: optional(text),
};

const textsByName: Shape = {
  fits: (value) => isObject(value) && Object.values(value).every(isText),
  expected: "an object of texts",
};
const yesOrNo: Shape = { fits: (value) => typeof value === "boolean", expected: "true or false" };
const wholeNumber: Shape = { fits: (value) => Number.isSafeInteger(value), expected: "a whole number" };

/** Where clients of a gateway go through: paths and hosts as texts, and a list of what goes around the proxy. */
const NETWORK: Shape = {
  fits: (value) =>
    isObject(value) &&
    Object.entries(value).every(([key, inner]) => (key === "noProxy" ? texts.fits(inner) : isText(inner))),
  expected: "an object of texts",
};

const CLOUD_OF_READER = oneOf(["aws", "google", "azure"]);
const reader: Shape = {
  fits: (value) =>
    isObject(value) && CLOUD_OF_READER.fits(value.cloud) && isObject(value.signIn) && isText(value.signIn.kind),
  expected: "a reader in a cloud",
};

const HELPER: Readonly<Record<string, Shape>> = {
  source: text,
  key: text,
  posix: text,
  windows: optional(text),
  needs: text,
  ttlSeconds: optional(wholeNumber),
  reader: optional(reader),
};
const EXCHANGE: Readonly<Record<string, Shape>> = {
  source: text,
  issuer: text,
  claims: textsByName,
  ruleId: optional(text),
  serviceAccountId: optional(text),
};

/** What a sign-in of each kind must hold. */
type SignIns = Readonly<Record<string, Readonly<Record<string, Shape>>>>;

const GOOGLE_SIGN_IN: SignIns = {
  googleAccount: {},
  workforce: { audience: text },
  federation: { source: text, audience: text, tokenAudience: optional(text) },
  ambient: { source: text },
};

/** What documents of one route look like. */
interface RouteShape {
  readonly facts: Readonly<Record<string, Shape>>;
  readonly signIn: SignIns;
  readonly model: Readonly<Record<string, Shape>>;
}

const AWS: Readonly<Record<string, Shape>> = {
  ...IDENTITY,
  account: text,
  partition: text,
  region: text,
  roleArn: optional(text),
};

const AWS_SIGN_IN: SignIns = {
  identityCenter: { startUrl: text, ssoRegion: text, permissionSetName: text },
  credentialProcess: { command: text },
  authRefresh: { command: text },
  ambient: { source: text },
};

const ROUTES: Readonly<Record<Facts["route"], RouteShape>> = {
  bedrock: {
    facts: { ...AWS, geography: oneOf(GEOGRAPHIES) },
    signIn: AWS_SIGN_IN,
    model: { ...MODEL, profileArn: optional(text), systemId: text },
  },
  mantle: {
    facts: { ...AWS, geography: optional(oneOf(GEOGRAPHIES)) },
    signIn: AWS_SIGN_IN,
    model: { ...MODEL, through: oneOf(["mantle", "bedrock"]) },
  },
  "anthropic-aws-key": {
    facts: { ...IDENTITY, account: text, region: text, workspace: text },
    signIn: { helper: HELPER },
    model: MODEL,
  },
  "anthropic-aws": { facts: { ...AWS, workspace: text }, signIn: AWS_SIGN_IN, model: MODEL },
  vertex: { facts: { ...GOOGLE, region: text }, signIn: GOOGLE_SIGN_IN, model: { ...MODEL, location: optional(text) } },
  foundry: {
    facts: {
      ...IDENTITY,
      tenant: text,
      subscription: text,
      resourceGroup: text,
      resource: text,
      location: text,
      baseUrl: optional(text),
      principals: texts,
      clientId: optional(text),
    },
    signIn: { azureCli: {}, federation: { source: text, audience: text }, ambient: { source: text } },
    model: MODEL,
  },
  "anthropic-google-cloud": {
    facts: { ...GOOGLE, location: text, workspace: text },
    signIn: GOOGLE_SIGN_IN,
    model: MODEL,
  },
  "claude-ai": {
    facts: { ...IDENTITY, startFamily: optional(oneOf(FAMILIES)), anthropicOrganizations: texts },
    signIn: { claudeLogin: {} },
    model: MODEL,
  },
  console: {
    facts: {
      ...IDENTITY,
      anthropicOrganization: text,
      workspace: optional(text),
      workspaceToMake: optional(text),
      manage: optional(oneOf(["terraform", "byHand"])),
    },
    signIn: { consoleLogin: {}, helper: HELPER, exchange: EXCHANGE },
    model: MODEL,
  },
  gateway: {
    facts: {
      ...IDENTITY,
      baseUrl: text,
      api: oneOf(["anthropic", "bedrock", "vertex", "foundry", "apps"]),
      region: optional(text),
      geography: optional(oneOf(GEOGRAPHIES)),
      project: optional(text),
      headers: optional(textsByName),
      modelDiscovery: optional(yesOrNo),
      internalNetworks: optional(texts),
      network: optional(NETWORK),
    },
    signIn: { helper: HELPER, variable: { variable: text }, gatewayLogin: {} },
    model: MODEL,
  },
};

const routeOf = (route: unknown): RouteShape | undefined =>
  isText(route) && Object.hasOwn(ROUTES, route) ? ROUTES[route as Facts["route"]] : undefined;

const ENVIRONMENT: Shape = {
  fits: (value) =>
    isObject(value) &&
    Object.entries(value).every(([name, inner]) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && isText(inner)),
  expected: "texts by the name of a variable",
};

const SETTING: Readonly<Record<SettingsKey["type"], Shape>> = {
  string: text,
  boolean: { fits: (value) => typeof value === "boolean", expected: "true or false" },
  strings: { fits: (value) => Array.isArray(value) && value.every(isText), expected: "a list of texts" },
  "string or strings": {
    fits: (value) => isText(value) || (Array.isArray(value) && value.every(isText)),
    expected: "a text or a list of texts",
  },
  object: { fits: (value) => isObject(value) && Object.values(value).every(isText), expected: "an object of texts" },
};

const misfit = (at: string, value: Json, shapes: Readonly<Record<string, Shape>>): string | undefined => {
  const key = Object.keys(shapes).find(
    (name) => !shapes[name]?.fits(Object.hasOwn(value, name) ? value[name] : undefined),
  );
  return key === undefined ? undefined : `${at}.${key} is not ${shapes[key]?.expected}`;
};

const signInProblem = (signIn: unknown, kinds: SignIns): string | undefined => {
  const kind = isObject(signIn) && isText(signIn.kind) ? signIn.kind : "";
  const needed = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!isObject(signIn) || needed === undefined)
    return `facts.signIn.kind is not one of ${Object.keys(kinds).join(", ")}`;
  return misfit("facts.signIn", signIn, needed);
};

const modelsProblem = (models: unknown, shapes: RouteShape["model"]): string | undefined => {
  if (!Array.isArray(models)) return "facts.models is not a list";
  for (const [index, model] of models.entries()) {
    const problem = isObject(model)
      ? misfit(`facts.models[${index}]`, model, shapes)
      : `facts.models[${index}] is not an object`;
    if (problem !== undefined) return problem;
  }
  return undefined;
};

const settingsProblem = (settings: Json): string | undefined => {
  const unknown = Object.keys(settings).find((key) => !SETTINGS_KEYS.some(({ name }) => name === key));
  if (unknown !== undefined) return `settings.${unknown} is not a setting that this tool writes`;
  const shapes = Object.fromEntries(SETTINGS_KEYS.map(({ name, type }) => [name, optional(SETTING[type])]));
  return misfit("settings", settings, { ...shapes, env: ENVIRONMENT });
};

/**
 * Why a value of unknown origin is not the document of that team and identity; undefined when it is one. What it says may
 * then be quoted and written to its place; nothing else is promised of it.
 */
export const documentProblem = (value: unknown, team: string, identity: string): string | undefined => {
  if (!isObject(value) || !isObject(value.facts) || !isObject(value.settings)) return "it has no facts and settings";
  const { facts, settings } = value;
  if (facts.team !== team || facts.identity !== identity) return "its facts name another team or identity";
  const route = routeOf(facts.route);
  if (route === undefined) return `facts.route is not one of ${Object.keys(ROUTES).join(", ")}`;
  return (
    misfit("facts", facts, route.facts) ??
    signInProblem(facts.signIn, route.signIn) ??
    modelsProblem(facts.models, route.model) ??
    settingsProblem(settings)
  );
};
