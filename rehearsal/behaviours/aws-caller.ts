import type { Caller, ResourceBehaviour, Things } from "../plugin/behaviour";
import { hexOf } from "../plugin/hex-of";
import { isUnknown, UNKNOWN, type Values } from "../plugin/values";

/** Account that a provider block without any hint belongs to. */
const NO_ACCOUNT = "000000000000";

/** Every date in the rehearsal, so that nobody takes it for a real one. */
export const REHEARSAL_DATE = "2000-01-01T00:00:00Z";

/** A value that is a text; empty for everything else. */
export const text = (value: unknown): string => (typeof value === "string" ? value : "");

const items = (values: Values, block: string): Values[] => {
  const inner = values[block];
  return (Array.isArray(inner) ? inner : [inner]).filter((item) => item !== null && typeof item === "object");
};

/** The first item of a block, or nothing in it. */
export const first = (values: Values, block: string): Values => items(values, block)[0] ?? {};

/** Which account a provider block signs in to: the last role it assumes, or the only account it allows. */
export const awsCaller = (provider: Values): Caller => {
  const role = text(items(provider, "assume_role").at(-1)?.role_arn).split(":")[4];
  const allowed = Array.isArray(provider.allowed_account_ids) ? text(provider.allowed_account_ids[0]) : "";
  const defaultTags = (first(provider, "default_tags").tags ?? {}) as Record<string, string>;
  return { account: role || allowed || NO_ACCOUNT, region: text(provider.region) || "us-east-1", defaultTags };
};

/** Partition of the region that is called. */
export const partition = ({ region }: Caller): string => {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
};

/** ARN of a thing in IAM. */
export const iamArn = (caller: Caller, resource: string): string =>
  `arn:${partition(caller)}:iam::${caller.account}:${resource}`;

/** ARN of a thing in a region. */
export const regionalArn = (caller: Caller, service: string, resource: string): string =>
  `arn:${partition(caller)}:${service}:${caller.region}:${caller.account}:${resource}`;

/** An id as IAM makes them, with REHEARSAL in it. */
export const uniqueId = (kind: string, { account }: Caller, name: string): string =>
  `${kind}REHEARSAL${hexOf(`${kind}${account}${name}`, 8).toUpperCase()}`;

/** The one Identity Center of the rehearsal. */
export const instanceArn = (caller: Caller): string =>
  `arn:${partition(caller)}:sso:::instance/ssoins-${hexOf("instance", 16)}`;

const withDefaultTags = (values: Values, { defaultTags = {} }: Caller): Values => ({
  ...defaultTags,
  ...((values.tags ?? {}) as Values),
});

/**
 * All tags as the real provider plans them: known when there are some, or when the last ones go; tags that go leave an
 * empty map.
 */
export const plannedTags: ResourceBehaviour["planned"] = (values, caller, prior): Values => {
  if (isUnknown(values.tags)) return { tags_all: UNKNOWN };
  const all = withDefaultTags(values, caller);
  const tags = prior !== null && isSome(prior.tags) && !isSome(values.tags) ? { tags: {} } : {};
  if (isSome(all)) return { ...tags, tags_all: all };
  return prior === null ? {} : { ...tags, tags_all: isSome(prior.tags_all) ? {} : prior.tags_all };
};
const isSome = (tags: unknown): boolean => Object.keys((tags ?? {}) as Values).length > 0;

/** The same for resources on the newer plugin framework: known also where there are none. */
export const plannedTagsOrNone: ResourceBehaviour["planned"] = (values, caller): Values =>
  isUnknown(values.tags) ? { tags_all: UNKNOWN } : { tags_all: withDefaultTags(values, caller) };

/** All tags of a thing that exists. */
export const allTags = (values: Values, caller: Caller): Values => ({ tags_all: withDefaultTags(values, caller) });

/** Things of one type. */
export const thingsOf = (all: Things, type: string): Values[] =>
  Object.entries(all).flatMap(([key, values]) => (key.startsWith(`${type}/`) ? [values] : []));
