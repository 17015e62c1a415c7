import type { DataBehaviour, ResourceBehaviour } from "../plugin/behaviour";
import { hexOf } from "../plugin/hex-of";
import type { Values } from "../plugin/values";
import { allTags, first, plannedTags, plannedTagsOrNone, REHEARSAL_DATE, regionalArn, text } from "./aws-caller";

/** Regions behind a profile in the rehearsal: plausible, not looked up. What is true stands in the catalog. */
const REHEARSAL_REGIONS: Readonly<Record<string, readonly string[]>> = {
  apac: ["ap-northeast-1", "ap-southeast-1", "ap-southeast-2"],
  au: ["ap-southeast-2", "ap-southeast-4"],
  eu: ["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-3"],
  global: ["eu-central-1", "us-east-1", "us-west-2"],
  jp: ["ap-northeast-1", "ap-northeast-3"],
  us: ["us-east-1", "us-east-2", "us-west-2"],
  "us-gov": ["us-gov-east-1", "us-gov-west-1"],
};
const GEOGRAPHY = new RegExp(`^(${Object.keys(REHEARSAL_REGIONS).join("|")})\\.`);

/** Models behind a model's or profile's id or ARN. */
const modelsBehind = (source: string, region: string): Values[] => {
  const id = source.split("/").pop() ?? source;
  const geography = id.match(GEOGRAPHY)?.[1];
  const regions = geography === undefined ? [region] : (REHEARSAL_REGIONS[geography] ?? []);
  const partition = region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  const model = id.replace(GEOGRAPHY, "");
  return regions.map((place) => ({ model_arn: `arn:${partition}:bedrock:${place}::foundation-model/${model}` }));
};

const DATES = { created_at: REHEARSAL_DATE, updated_at: REHEARSAL_DATE };

const inferenceProfile: ResourceBehaviour = {
  identity: (values, { account, region }) => `${account}/${region}/${text(values.name)}`,
  planned: plannedTagsOrNone,
  computed: (values, caller) => {
    const id = hexOf(`${caller.account}${caller.region}${text(values.name)}`, 12);
    const arn = regionalArn(caller, "bedrock", `application-inference-profile/${id}`);
    const models = modelsBehind(text(first(values, "model_source").copy_from), caller.region);
    return { ...allTags(values, caller), ...DATES, id: arn, arn, models, status: "ACTIVE", type: "APPLICATION" };
  },
};

const podIdentity: ResourceBehaviour = {
  identity: (values, { account, region }) =>
    [account, region, values.cluster_name, values.namespace, values.service_account].map(text).join("/"),
  planned: plannedTagsOrNone,
  computed: (values, caller) => {
    const [cluster, ...rest] = [values.cluster_name, values.namespace, values.service_account].map(text);
    const id = `a-${hexOf([caller.account, caller.region, cluster, ...rest].join("/"), 17)}`;
    const arn = regionalArn(caller, "eks", `podidentityassociation/${cluster}/${id}`);
    return { ...allTags(values, caller), id, association_id: id, association_arn: arn };
  },
};

const secret: ResourceBehaviour = {
  identity: (values, { account, region }) => `${account}/${region}/${text(values.name)}`,
  planned: plannedTags,
  computed: (values, caller) => {
    const arn = regionalArn(caller, "secretsmanager", `secret:${text(values.name)}-${hexOf(text(values.name), 6)}`);
    return { ...allTags(values, caller), id: arn, arn, name_prefix: "", policy: "", replica: [] };
  },
};

const secretVersion: ResourceBehaviour = {
  computed: (values) => {
    const { secret_id, secret_string, secret_string_wo_version } = values;
    const content = JSON.stringify([secret_id, secret_string, values.secret_binary, secret_string_wo_version]);
    const version = hexOf(content, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
    return {
      id: `${text(secret_id)}|${version}`,
      arn: secret_id,
      version_id: version,
      version_stages: ["AWSCURRENT"],
      has_secret_string_wo: secret_string_wo_version !== null && secret_string_wo_version !== undefined,
    };
  },
};

const secretPolicy: ResourceBehaviour = {
  identity: (values) => text(values.secret_arn),
  computed: (values) => ({ id: values.secret_arn }),
};

const parameter: ResourceBehaviour = {
  identity: (values, { account, region }) => `${account}/${region}/${text(values.name)}`,
  planned: plannedTags,
  computed: (values, caller) => {
    const secure = values.type === "SecureString";
    return {
      ...allTags(values, caller),
      id: values.name,
      arn: regionalArn(caller, "ssm", `parameter/${text(values.name).replace(/^\//, "")}`),
      data_type: "text",
      has_value_wo: values.value_wo_version !== null && values.value_wo_version !== undefined,
      insecure_value: null,
      key_id: secure ? "alias/aws/ssm" : "",
      tier: "Standard",
      value: "",
      version: 1,
    };
  },
};

/** Bedrock, EKS, Secrets Manager and the parameter store: things of a region. */
export const awsServiceResources = (): Readonly<Record<string, ResourceBehaviour>> => ({
  aws_bedrock_inference_profile: inferenceProfile,
  aws_eks_pod_identity_association: podIdentity,
  aws_secretsmanager_secret: secret,
  aws_secretsmanager_secret_policy: secretPolicy,
  aws_secretsmanager_secret_version: secretVersion,
  aws_ssm_parameter: parameter,
});

/** A profile of AWS's own, which the rehearsal takes as there. */
export const bedrockProfile: DataBehaviour = (config, caller) => {
  const id = text(config.inference_profile_id);
  const name = id.split("/").pop() ?? id;
  return {
    ...DATES,
    description: "rehearsal",
    inference_profile_arn: id.startsWith("arn:") ? id : regionalArn(caller, "bedrock", `inference-profile/${id}`),
    inference_profile_name: `rehearsal ${name}`,
    models: modelsBehind(id, caller.region),
    status: "ACTIVE",
    type: "SYSTEM_DEFINED",
  };
};
