import { randomUUID } from "node:crypto";
import { type AwsAnswer, type AwsCall, type AwsHandler, answer, fieldsOf, refusal } from "./aws-call";

/** A profile that AWS itself offers. */
export interface SystemProfile {
  /** `eu.anthropic.claude-opus-4-8` */
  readonly id: string;
  /** Foundation model, `anthropic.claude-opus-4-8`. */
  readonly model: string;
  /** Regions to which it sends requests; `""` stands for the ARN without a region of a global profile. */
  readonly regions: readonly string[];
}

/** An application inference profile as it was created. */
interface ApplicationProfile {
  readonly inferenceProfileId: string;
  readonly inferenceProfileArn: string;
  readonly inferenceProfileName: string;
  readonly description?: string;
  readonly models: readonly { readonly modelArn: string }[];
  readonly status: "ACTIVE";
  readonly type: "APPLICATION";
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

const CREATED = "2026-01-01T00:00:00Z";

const partitionOf = (region: string): string =>
  region.startsWith("us-gov-") ? "aws-us-gov" : region.startsWith("cn-") ? "aws-cn" : "aws";

const systemDefined = (profile: SystemProfile, { partition, region, account }: Place) => ({
  inferenceProfileId: profile.id,
  inferenceProfileArn: `arn:${partition}:bedrock:${region}:${account}:inference-profile/${profile.id}`,
  inferenceProfileName: profile.id,
  models: profile.regions.map((to) => ({
    modelArn: `arn:${partition}:bedrock:${to}::foundation-model/${profile.model}`,
  })),
  status: "ACTIVE",
  type: "SYSTEM_DEFINED",
  createdAt: CREATED,
  updatedAt: CREATED,
});

interface CopySource {
  readonly inferenceProfileName: string;
  readonly description?: string;
  readonly modelSource: { readonly copyFrom: string };
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

const notFound = (what: string): AwsAnswer =>
  refusal(404, "ResourceNotFoundException", `There is no inference profile ${what}`);

/**
 * Bedrock's inference profiles, which no emulator keeps: the given system profiles, and application profiles with tags.
 * `accountOf` says whose call it is, by access key id.
 */
export const inferenceProfiles = (
  system: readonly SystemProfile[],
  accountOf: (accessKeyId: string) => Promise<string>,
): AwsHandler => {
  const applications = new Map<string, ApplicationProfile>();
  const tags = new Map<string, Map<string, string>>();
  const byIdOrArn = (name: string) =>
    applications.get(name) ?? [...applications.values()].find(({ inferenceProfileId }) => inferenceProfileId === name);

  const modelsOf = (source: string, place: Place) => {
    if (/^arn:[^:]+:bedrock:[^:]*::foundation-model\//.test(source)) return [{ modelArn: source }];
    return system
      .map((profile) => systemDefined(profile, place))
      .find(({ inferenceProfileArn }) => inferenceProfileArn === source)?.models;
  };

  const create = (fields: CopySource, place: Place): AwsAnswer => {
    const models = modelsOf(fields.modelSource.copyFrom, place);
    if (models === undefined)
      return refusal(400, "ValidationException", `No model source ${fields.modelSource.copyFrom}`);
    const { partition, region, account } = place;
    const inferenceProfileId = randomUUID().replaceAll("-", "").slice(0, 12);
    const inferenceProfileArn = `arn:${partition}:bedrock:${region}:${account}:application-inference-profile/${inferenceProfileId}`;
    const { inferenceProfileName, description } = fields;
    const now = new Date().toISOString();
    applications.set(inferenceProfileArn, {
      ...{ inferenceProfileId, inferenceProfileArn, inferenceProfileName, models, createdAt: now, updatedAt: now },
      ...(description === undefined ? {} : { description }),
      ...{ status: "ACTIVE", type: "APPLICATION" },
    });
    tags.set(inferenceProfileArn, new Map(fields.tags?.map(({ key, value }) => [key, value])));
    return answer({ inferenceProfileArn, status: "ACTIVE" }, 201);
  };

  const one = (method: string, name: string, place: Place): AwsAnswer | undefined => {
    const application = byIdOrArn(name);
    if (method === "DELETE") {
      if (application === undefined) return notFound(name);
      applications.delete(application.inferenceProfileArn);
      tags.delete(application.inferenceProfileArn);
      return answer({});
    }
    const found =
      application ??
      system
        .map((profile) => systemDefined(profile, place))
        .find(({ inferenceProfileId, inferenceProfileArn }) =>
          [inferenceProfileId, inferenceProfileArn].includes(name),
        );
    return found === undefined ? notFound(name) : answer(found);
  };

  const list = (type: string | null, place: Place): AwsAnswer => {
    const own = `:${place.region}:${place.account}:`;
    const all = [
      ...system.map((profile) => systemDefined(profile, place)),
      ...[...applications.values()].filter(({ inferenceProfileArn }) => inferenceProfileArn.includes(own)),
    ];
    return answer({ inferenceProfileSummaries: all.filter((profile) => type === null || profile.type === type) });
  };

  const tagging = (path: string, fields: Readonly<Record<string, unknown>>): AwsAnswer | undefined => {
    const kept = tags.get(String(fields.resourceARN));
    if (kept === undefined) return undefined;
    if (path === "/listTagsForResource") return answer({ tags: [...kept].map(([key, value]) => ({ key, value })) });
    if (path === "/tagResource")
      for (const { key, value } of fields.tags as CopySource["tags"] & object) kept.set(key, value);
    else for (const key of fields.tagKeys as readonly string[]) kept.delete(key);
    return answer({});
  };

  return async (call: AwsCall) => {
    const { pathname, searchParams } = new URL(call.target, "http://127.0.0.1");
    if (/^\/(listTagsForResource|tagResource|untagResource)$/.test(pathname)) return tagging(pathname, fieldsOf(call));
    if (!pathname.startsWith("/inference-profiles")) return undefined;
    const { region } = call;
    const place = { partition: partitionOf(region), region, account: await accountOf(call.accessKeyId) };
    const name = decodeURIComponent(pathname.slice("/inference-profiles/".length));
    if (name !== "") return one(call.method, name, place);
    if (call.method === "POST") return create(fieldsOf(call) as unknown as CopySource, place);
    return list(searchParams.get("type") ?? searchParams.get("typeEquals"), place);
  };
};
