import { partitionOf } from "../../catalog/aws-partitions";
import { isJsonObject, listAt, textAt } from "../../plans/json-value";
import type { PlanView } from "../../plans/plan-view";
import { settingsDocumentsOf } from "../../plans/settings-documents";
import type { AwsPlace, ProfileFacts } from "./bedrock-questions";

const MODEL = /[:/](?:([a-z-]+)\.)?(anthropic\.[^/]+)$/;

const factsOf = (source: string): ProfileFacts | undefined => {
  const [, geography, modelId] = MODEL.exec(`/${source}`) ?? /:foundation-model\/()?(.+)$/.exec(source) ?? [];
  return modelId === undefined ? undefined : { modelId, geography: geography ?? source.split(":")[3] };
};

/** Application profiles that a plan makes: by ARN, and by what stands for it before there is one. */
const madeProfiles = (view: PlanView): readonly (readonly [string, ProfileFacts])[] =>
  view.ofType("aws_bedrock_inference_profile").flatMap(({ values, address }) => {
    const source = textAt(listAt(values, "model_source")[0], "copy_from");
    const facts = source === undefined ? undefined : factsOf(source);
    if (facts === undefined) return [];
    const { region = "unknown-region", account = "unknown-account" } = view;
    const planned = `arn:${partitionOf(region).name}:bedrock:${region}:${account}:application-inference-profile/planned-${address}`;
    return [planned, textAt(values, "arn")].flatMap((arn) => (arn === undefined ? [] : [[arn, facts] as const]));
  });

/** Application profiles of which settings tell the model behind. */
const saidProfiles = (view: PlanView): readonly (readonly [string, ProfileFacts])[] =>
  view.once(settingsDocumentsOf).flatMap(({ facts }) =>
    listAt(facts, "models").flatMap((model) => {
      const [target, systemId] = [textAt(model, "target"), textAt(model, "systemId")];
      const known = target?.includes(":application-inference-profile/") && systemId ? factsOf(systemId) : undefined;
      return isJsonObject(model) && target !== undefined && known !== undefined ? [[target, known] as const] : [];
    }),
  );

const REGION = /"arn:aws[^:"]*:bedrock:([a-z]{2}(?:-[a-z]+)+-\d):/g;

/** Place of the plan: its account and partition, regions that it names, and the application profiles that it tells of. */
export const awsPlaceIn = (views: readonly PlanView[]): AwsPlace => {
  const regions = new Set(views.flatMap(({ region }) => region ?? []));
  for (const view of views) {
    for (const type of ["aws_iam_role_policy", "aws_iam_policy"])
      for (const { values } of view.ofType(type))
        for (const [, region] of (textAt(values, "policy") ?? "").matchAll(REGION)) regions.add(region ?? "");
  }
  const known = [...regions].sort();
  const [first = "us-east-1"] = known;
  const profiles = new Map(views.flatMap((view) => [...saidProfiles(view), ...madeProfiles(view)]));
  const account = views.map((view) => view.account).find((one) => one !== undefined);
  return { partition: partitionOf(first).name, account, regions: known.length === 0 ? [first] : known, profiles };
};
