import type { DataBehaviour } from "../plugin/behaviour";
import { hexOf } from "../plugin/hex-of";
import type { Values } from "../plugin/values";
import { iamArn, partition, text, thingsOf } from "./aws-caller";

const callerIdentity: DataBehaviour = (_config, caller) => ({
  id: caller.account,
  account_id: caller.account,
  arn: iamArn(caller, "user/rehearsal"),
  user_id: "AIDAREHEARSAL",
});

const partitionData: DataBehaviour = (_config, caller) => {
  const name = partition(caller);
  const suffix = name === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return { id: name, partition: name, dns_suffix: suffix, reverse_dns_prefix: suffix.split(".").reverse().join(".") };
};

const region: DataBehaviour = (config, caller) => {
  const name = text(config.name) || caller.region;
  return { id: name, name, description: "rehearsal", endpoint: `ec2.${name}.amazonaws.com` };
};

/** Only what a stack of this rehearsal made: another deployment's provider is not known here. */
const openIdProvider: DataBehaviour = (config, caller, things) => {
  const url = text(config.url).replace(/^https:\/\//, "");
  const found = thingsOf(things, "aws_iam_openid_connect_provider").find(
    ({ arn }) => arn === config.arn || arn === iamArn(caller, `oidc-provider/${url}`),
  );
  return found ?? { error: `NoSuchEntity: no OpenID Connect provider ${text(config.arn) || url}` };
};

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
/** One member stands alone; several are ordered from the end of the alphabet, as the real data source writes them. */
const oneOrMany = (value: unknown): unknown => {
  const items = [...list(value)].sort().reverse();
  return items.length === 1 ? items[0] : items;
};
const given = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : (value ?? "") !== "");

const principals = (value: unknown): unknown => {
  const all = list(value) as Values[];
  if (all.some(({ type, identifiers }) => type === "*" && list(identifiers).includes("*"))) return "*";
  return Object.fromEntries(all.map(({ type, identifiers }) => [text(type), oneOrMany(identifiers)]));
};

const conditions = (value: unknown): Values => {
  const operators: Record<string, Values> = {};
  for (const { test, variable, values } of list(value) as Values[]) {
    const keys = operators[text(test)] ?? {};
    const items = list(values);
    operators[text(test)] = { ...keys, [text(variable)]: items.length === 1 ? items[0] : items };
  }
  return operators;
};

const statement = (values: Values): Values => ({
  ...(given(values.sid) && { Sid: values.sid }),
  Effect: text(values.effect) || "Allow",
  ...(given(values.actions) && { Action: oneOrMany(values.actions) }),
  ...(given(values.not_actions) && { NotAction: oneOrMany(values.not_actions) }),
  ...(given(values.resources) && { Resource: oneOrMany(values.resources) }),
  ...(given(values.not_resources) && { NotResource: oneOrMany(values.not_resources) }),
  ...(given(values.principals) && { Principal: principals(values.principals) }),
  ...(given(values.not_principals) && { NotPrincipal: principals(values.not_principals) }),
  ...(given(values.condition) && { Condition: conditions(values.condition) }),
});

const MERGED = ["override_json", "override_policy_documents", "source_json", "source_policy_documents"] as const;

const policyDocument: DataBehaviour = (config) => {
  const merged = MERGED.find((name) => given(config[name]));
  if (merged !== undefined) return { error: `the rehearsal does not merge documents (${merged})` };
  const document = {
    Version: text(config.version) || "2012-10-17",
    ...(given(config.policy_id) && { Id: config.policy_id }),
    Statement: (list(config.statement) as Values[]).map(statement),
  };
  const minified = JSON.stringify(document);
  return { id: hexOf(minified, 10), json: JSON.stringify(document, null, 2), minified_json: minified };
};

/** Data sources that answer from the provider block, the configuration, or what the rehearsal made. */
export const awsPlainData = (): Readonly<Record<string, DataBehaviour>> => ({
  aws_caller_identity: callerIdentity,
  aws_iam_openid_connect_provider: openIdProvider,
  aws_iam_policy_document: policyDocument,
  aws_partition: partitionData,
  aws_region: region,
});
