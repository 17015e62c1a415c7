import { type GrantedModel, grantedModels } from "../../authorization/aws/granted-models";
import { type NeededRequest, neededRequests, PROFILE_KEY } from "../../authorization/aws/needed-requests";
import type { PolicyDocument } from "../../authorization/aws/policy-document";
import { BEDROCK_PERMISSIONS } from "../../catalog/bedrock-permissions";
import { describeModel } from "../model-name";
import type { ModelQuestion } from "./model-question";
import { ANY_REGION, unlisted } from "./unlisted";

/** What is known of an application profile. */
export interface ProfileFacts {
  /** Bedrock's id of the model behind it. */
  readonly modelId: string;
  readonly geography: string | undefined;
}

/** What questions are asked about besides what the documents name. */
export interface AwsPlace {
  readonly partition: string;
  readonly account: string | undefined;
  /** Regions that the plan or its documents name. */
  readonly regions: readonly string[];
  /** Application profiles by ARN. */
  readonly profiles: ReadonlyMap<string, ProfileFacts>;
}

const INVOKING = [BEDROCK_PERMISSIONS.stream.action, BEDROCK_PERMISSIONS.invoke.action];
const REGION_KEY = "aws:RequestedRegion";
const PROFILE_ID = /^([a-z-]+)\.(anthropic\..+)$/;

const isOpen = (text: string): boolean => /[*?]|\$\{|<ref /.test(text);

const byAction = (requests: readonly NeededRequest[]): readonly (readonly NeededRequest[])[] =>
  INVOKING.map((action) => requests.filter(({ request }) => request.action === action));

/** A model called by itself, in a region or in every region. */
const modelQuestion = ({ id, region }: GrantedModel, { partition }: AwsPlace): ModelQuestion => {
  const everywhere = isOpen(region);
  const asked = everywhere ? ANY_REGION : region;
  const resource = `arn:${partition}:bedrock:${asked}::foundation-model/${unlisted(id)}`;
  return {
    route: "bedrock",
    ...describeModel(id),
    geography: everywhere ? "any region" : region,
    through: `arn:${partition}:bedrock:${everywhere ? "*" : region}::foundation-model/${id}`,
    ways: INVOKING.map((action) => [
      { request: { action, resource, context: { [REGION_KEY]: asked } }, byCatalog: false },
    ]),
    isWhole: true,
  };
};

const systemProfile = (arn: string, id: string): ModelQuestion => {
  const [, geography, modelId] = PROFILE_ID.exec(id) ?? [];
  return {
    route: "bedrock",
    ...describeModel(modelId ?? id),
    geography,
    through: arn,
    ways: byAction(neededRequests(arn, modelId, geography)),
    isWhole: modelId !== undefined,
  };
};

const applicationProfile = (arn: string, id: string, { profiles }: AwsPlace): ModelQuestion => {
  const facts = profiles.get(arn);
  const said = facts === undefined ? { model: id, name: `application profile ${id}` } : describeModel(facts.modelId);
  return {
    route: "bedrock",
    ...said,
    geography: facts?.geography,
    through: arn,
    ways: byAction(neededRequests(arn, facts?.modelId, facts?.geography)),
    isWhole: facts !== undefined,
  };
};

const WORDS = { profile: "inference profile", "application profile": "application profile" } as const;

/** Every profile of a kind: worth something where any of the models is open through it. */
const profilePattern = (
  arn: string,
  { kind, id }: GrantedModel & { readonly kind: keyof typeof WORDS },
  models: readonly GrantedModel[],
  place: AwsPlace,
): ModelQuestion => {
  const [region = ANY_REGION] = place.regions;
  const asked = unlisted(arn.replace(/^(arn:[^:]*:bedrock:)[^:]*[*?][^:]*:/, `$1${region}:`));
  const context = { [REGION_KEY]: region, [PROFILE_KEY]: asked };
  const behind = [...new Set(models.filter((model) => model.kind !== "profile").map((model) => unlisted(model.id)))];
  const name = id === "*" ? `every ${WORDS[kind]}` : `${WORDS[kind]}s like ${id}`;
  return {
    ...{ route: "bedrock", model: id, name, geography: undefined, through: arn, isWhole: true },
    ways: INVOKING.flatMap((action) =>
      behind.map((model) => [
        { request: { action, resource: asked, context: { [REGION_KEY]: region } }, byCatalog: false },
        {
          request: { action, resource: `arn:${place.partition}:bedrock:${region}::foundation-model/${model}`, context },
          byCatalog: false,
        },
      ]),
    ),
  };
};

const ARN_TYPE = { profile: "inference-profile", "application profile": "application-inference-profile" } as const;

const profileQuestions = (
  granted: GrantedModel & { readonly kind: keyof typeof WORDS },
  models: readonly GrantedModel[],
  place: AwsPlace,
): readonly ModelQuestion[] => {
  const { kind, id } = granted;
  const account = granted.account === undefined || isOpen(granted.account) ? (place.account ?? "*") : granted.account;
  const arnIn = (region: string) => `arn:${place.partition}:bedrock:${region}:${account}:${ARN_TYPE[kind]}/${id}`;
  if (isOpen(id)) return [profilePattern(arnIn(granted.region), granted, models, place)];
  const regions = isOpen(granted.region) ? place.regions : [granted.region];
  return regions.map((region) =>
    kind === "profile" ? systemProfile(arnIn(region), id) : applicationProfile(arnIn(region), id, place),
  );
};

/** A document that allows to call a model only through profiles names them; nobody calls the model without a region. */
const isCalledItself = ({ onlyThrough, region }: GrantedModel): boolean => onlyThrough === undefined && region !== "";

/** Everything on Amazon Bedrock that these documents could let somebody call, read generously. */
export const bedrockQuestions = (documents: readonly PolicyDocument[], place: AwsPlace): readonly ModelQuestion[] => {
  const granted = grantedModels(documents);
  return granted.flatMap((one): readonly ModelQuestion[] => {
    const { kind } = one;
    if (kind === "profile" || kind === "application profile") return profileQuestions({ ...one, kind }, granted, place);
    if (!isCalledItself(one) || one.id.includes("<ref ")) return [];
    return [modelQuestion(kind === "anything" ? { ...one, id: "*", region: "*" } : one, place)];
  });
};
