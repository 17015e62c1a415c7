import { clientPrefixOf } from "../catalog/bedrock-profiles";
import { CLOUD_CLIENT_DEFAULTS, FAMILIES, type Family, MODELS } from "../catalog/models";
import { isJsonObject, type JsonObject, listAt, objectAt, textAt, textsOf } from "../plans/json-value";

/** One model that a client with these settings can ask for. */
export interface CallableModel {
  /** Key or variable of the settings that leads to it. */
  readonly from: string;
  /** As the settings say it. */
  readonly said: string;
  /** ARN that the client calls; `undefined` when it cannot be told. */
  readonly arn: string | undefined;
  /** Id of the foundation model that answers; `undefined` when it cannot be told. */
  readonly modelId: string | undefined;
}

const PIN =
  /^(?:ANTHROPIC_(?:DEFAULT_[A-Z]+_MODEL|MODEL|SMALL_FAST_MODEL|CUSTOM_MODEL_OPTION)|CLAUDE_CODE_SUBAGENT_MODEL)$/;
const MODEL_KEYS = ["model", "availableModels", "fallbackModel", "advisorModel"] as const;
/** Names that follow the pins, which are asked about in any case. */
const ALIASES = new Set<string>([...FAMILIES, "default", "best", "opusplan", "inherit"]);
const PROFILE_ID = /^[a-z-]+\.(anthropic\..+)$/;

const pinName = (family: Family): string => `ANTHROPIC_DEFAULT_${family.toUpperCase()}_MODEL`;

/** How ids of one client become ARNs. */
interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly prefix: string;
  readonly overrides: JsonObject;
  /** Model id by target, for targets that do not say it: application profiles. */
  readonly modelIds: ReadonlyMap<string, string>;
}

const placeOf = (settings: JsonObject, facts: JsonObject): Place => {
  const env = objectAt(settings, "env");
  const region = textAt(env, "AWS_REGION") ?? textAt(facts, "region") ?? "";
  const modelIds = new Map<string, string>();
  for (const model of listAt(facts, "models")) {
    const target = textAt(model, "target");
    const systemId = textAt(model, "systemId");
    if (target !== undefined && systemId !== undefined)
      modelIds.set(target, PROFILE_ID.exec(systemId)?.[1] ?? systemId);
  }
  return {
    partition: textAt(facts, "partition") ?? "aws",
    region,
    account: textAt(facts, "account") ?? "",
    prefix: textAt(env, "ANTHROPIC_BEDROCK_REGION_PREFIX") ?? clientPrefixOf(region),
    overrides: objectAt(settings, "modelOverrides"),
    modelIds,
  };
};

/** What a client of this place makes of a model's name. */
const resolve = (from: string, said: string, place: Place): CallableModel => {
  const id = said.replace(/\[1m\]$/, "");
  const { partition, region, account } = place;
  const none = { from, said, arn: undefined, modelId: undefined };
  if (id.startsWith("arn:")) {
    const modelId = /:(?:inference-profile\/[a-z-]+\.|foundation-model\/)(anthropic\..+)$/.exec(id)?.[1];
    return { from, said, arn: id, modelId: modelId ?? place.modelIds.get(id) };
  }
  const profiled = PROFILE_ID.exec(id)?.[1];
  if (profiled !== undefined)
    return {
      from,
      said,
      arn: `arn:${partition}:bedrock:${region}:${account}:inference-profile/${id}`,
      modelId: profiled,
    };
  if (id.startsWith("anthropic."))
    return { from, said, arn: `arn:${partition}:bedrock:${region}::foundation-model/${id}`, modelId: id };
  const override = textAt(place.overrides, id);
  if (override !== undefined && override !== said) return { ...resolve(from, override, place), said };
  const known = MODELS.find((model) => model.id === id || model.anthropic === id)?.bedrock;
  return known === undefined ? none : { ...resolve(from, `${place.prefix}.${known}`, place), said };
};

/** Names by which settings lead to models, with where they stand: pins, lists, overrides, and the client's own choice. */
export const namedModels = (settings: JsonObject): readonly (readonly [from: string, said: string])[] => {
  const env = objectAt(settings, "env");
  const named: [string, string][] = [];
  for (const [variable, value] of Object.entries(env)) {
    if (PIN.test(variable) && typeof value === "string" && value !== "") named.push([variable, value]);
  }
  for (const key of MODEL_KEYS) for (const value of textsOf(settings[key])) named.push([key, value]);
  for (const [id, target] of Object.entries(objectAt(settings, "modelOverrides"))) {
    if (typeof target === "string") named.push([`modelOverrides.${id}`, target]);
  }
  for (const family of FAMILIES) {
    const own = CLOUD_CLIENT_DEFAULTS[family];
    if (own !== undefined && !textAt(env, pinName(family))) named.push([`${pinName(family)} (not set)`, own]);
  }
  return named.filter(([, said]) => !ALIASES.has(said.replace(/\[1m\]$/, "")));
};

/** Whether a name goes to Amazon Bedrock on a route: beside Mantle all that is not Mantle's own, elsewhere none. */
const isOnBedrock = (facts: JsonObject, said: string): boolean => {
  const route = textAt(facts, "route");
  return route === "mantle" ? !said.startsWith("anthropic.") : route !== "anthropic-aws";
};

/** Every model that a client can ask Amazon Bedrock for under its settings. */
export const callableModels = (settings: JsonObject, facts: JsonObject): readonly CallableModel[] => {
  const place = placeOf(settings, facts);
  const byTarget = new Map<string, CallableModel>();
  for (const [from, said] of namedModels(settings)) {
    if (!isOnBedrock(facts, said)) continue;
    const model = resolve(from, said, place);
    const key = model.arn ?? said;
    if (!byTarget.has(key)) byTarget.set(key, model);
  }
  return [...byTarget.values()];
};

/** ARNs and model ids of what is granted for a while although nothing pins it any more. */
export const retiringModels = (facts: JsonObject): ReadonlySet<string> =>
  new Set(
    listAt(facts, "models").flatMap((model) => {
      if (!isJsonObject(model) || textAt(model, "retiringUntil") === undefined) return [];
      const systemId = textAt(model, "systemId") ?? "";
      const names = [textAt(model, "target"), textAt(model, "profileArn"), PROFILE_ID.exec(systemId)?.[1] ?? systemId];
      return names.filter((name) => name !== undefined);
    }),
  );

/** Everything that `callableModels` and `retiringModels` look at, as one text: equal texts, equal answers. */
export const judgedPart = (settings: JsonObject, facts: JsonObject): string => {
  const env = objectAt(settings, "env");
  const parts: unknown[] = [facts.route, facts.account, facts.region, facts.geography, facts.partition];
  parts.push(env.AWS_REGION, env.ANTHROPIC_BEDROCK_REGION_PREFIX);
  for (const variable in env) if (PIN.test(variable)) parts.push(variable, env[variable]);
  for (const key of MODEL_KEYS) parts.push(key, ...textsOf(settings[key]));
  const overrides = objectAt(settings, "modelOverrides");
  for (const id in overrides) parts.push(id, overrides[id]);
  for (const model of listAt(facts, "models")) {
    const { target, systemId, profileArn, retiringUntil } = isJsonObject(model) ? model : {};
    parts.push(target, systemId, profileArn, retiringUntil);
  }
  return parts.join("\n");
};
