import { BEDROCK_PERMISSIONS } from "../../catalog/bedrock-permissions";
import type { PlacedModel } from "./bedrock-models";
import { type BedrockPlace, modelArnOf } from "./bedrock-place";
import { type PolicyStatement, sidPart } from "./policy-document";

const INVOKE = [BEDROCK_PERMISSIONS.invoke.action, BEDROCK_PERMISSIONS.stream.action] as const;
const PROFILE_KEY = "bedrock:InferenceProfileArn";
/** Value of `aws:RequestedRegion` when a global profile forwards a request (AWS, global cross-Region inference). */
const UNSPECIFIED_REGION = "unspecified";

/** Statements about which models a client calls, apart from how it calls them. */
export const commonStatements = (place: BedrockPlace, models: readonly PlacedModel[]): PolicyStatement[] => [
  {
    Sid: "CountTokensForContextCommand",
    Effect: "Allow",
    Action: [BEDROCK_PERMISSIONS.countTokens.action],
    Resource: models.map(({ bedrockId }) => modelArnOf(place, place.region, bedrockId)),
  },
  {
    Sid: "ListProfilesAtClientStart",
    Effect: "Allow",
    Action: [BEDROCK_PERMISSIONS.listProfiles.action],
    Resource: "*",
  },
];

const invokeInRegion = (models: readonly PlacedModel[]): PolicyStatement[] => [
  {
    Sid: "InvokeDeclaredModelsInRegion",
    Effect: "Allow",
    Action: INVOKE,
    Resource: models.flatMap(({ modelArns }) => modelArns ?? []),
  },
];

const callProfiles = (place: BedrockPlace, profileArns: readonly string[]): PolicyStatement => ({
  Sid: "CallDeclaredProfiles",
  Effect: "Allow",
  Action: [...INVOKE, BEDROCK_PERMISSIONS.getProfile.action],
  Resource: profileArns,
  ...(place.geography === "global" ? { Condition: { StringEquals: { "aws:RequestedRegion": place.region } } } : {}),
});

/** The models behind one profile, reachable through that profile only. */
export const invokeBehindProfile = (
  place: BedrockPlace,
  model: PlacedModel,
  profileArn: string,
  modelArns: string | readonly string[],
): PolicyStatement[] => {
  const name = sidPart(model.model);
  const through = { [PROFILE_KEY]: profileArn };
  if (place.geography !== "global") {
    return [
      {
        Sid: `Invoke${name}ThroughProfile`,
        Effect: "Allow",
        Action: INVOKE,
        Resource: modelArns,
        Condition: { StringEquals: through },
      },
    ];
  }
  return [
    {
      Sid: `Invoke${name}InSourceRegion`,
      Effect: "Allow",
      Action: INVOKE,
      Resource: [modelArnOf(place, place.region, model.bedrockId)],
      Condition: { StringEquals: { "aws:RequestedRegion": place.region, ...through } },
    },
    {
      Sid: `Invoke${name}Globally`,
      Effect: "Allow",
      Action: INVOKE,
      Resource: [modelArnOf(place, "", model.bedrockId)],
      Condition: { StringEquals: { "aws:RequestedRegion": UNSPECIFIED_REGION, ...through } },
    },
  ];
};

/** How the models behind a profile are named where only a plan knows them. */
export type ResolveModelArns = (model: PlacedModel) => string | readonly string[];

/**
 * Invocation of the declared models through system-defined profiles, or in the region itself.
 * Sources: AWS geographic and global cross-Region inference pages (`../shared/facts`, 2026-11-22).
 */
export const systemProfileStatements = (
  place: BedrockPlace,
  models: readonly PlacedModel[],
  resolve?: ResolveModelArns,
): PolicyStatement[] => {
  if (place.geography === "in-region") return invokeInRegion(models);
  const behind = models.flatMap((model) => {
    const arns = model.modelArns ?? resolve?.(model);
    if (arns === undefined || model.profileArn === undefined) throw unknownDestinations(place, model);
    return invokeBehindProfile(place, model, model.profileArn, arns);
  });
  return [
    callProfiles(
      place,
      models.flatMap(({ profileArn }) => (profileArn === undefined ? [] : [profileArn])),
    ),
    ...behind,
  ];
};

/** One application profile of a team, and the model behind it. */
export interface ApplicationProfile {
  readonly model: PlacedModel;
  /** May be a token. */
  readonly arn: string;
}

/** Invocation through a team's application profiles, and through nothing else. */
export const applicationProfileStatements = (
  place: BedrockPlace,
  profiles: readonly ApplicationProfile[],
  resolve?: ResolveModelArns,
): PolicyStatement[] => [
  callProfiles(
    place,
    profiles.map(({ arn }) => arn),
  ),
  ...profiles.flatMap(({ model, arn }) => {
    const arns = model.modelArns ?? resolve?.(model);
    if (arns === undefined) throw unknownDestinations(place, model);
    return invokeBehindProfile(place, model, arn, arns);
  }),
];

const unknownDestinations = (place: BedrockPlace, { model }: PlacedModel): Error =>
  new Error(
    `The catalog does not know where the ${place.geography} profile of ${model} sends requests; list its regions under "profiles", or set "resolve: plan"`,
  );
