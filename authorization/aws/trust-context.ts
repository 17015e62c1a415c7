import { claimsPassedOn } from "./issuer-claims";
import type { ContextValue } from "./request-facts";
import { UNRESOLVED } from "./unresolved";

/** What a token, an assertion or a caller brings along, as AWS sees it. */
export interface TrustFacts {
  readonly context: Record<string, ContextValue>;
  /** Besides the action that assumes the role: `sts:TagSession`, `sts:SetSourceIdentity`. */
  readonly moreActions: readonly string[];
}

/** Tags for the session, as they reach a trust policy. */
export interface SessionTags {
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveKeys?: readonly string[];
}

/**
 * Condition keys of session tags. A role lets tagged sessions in only where its trust allows `sts:TagSession` too.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export const tagFacts = ({ tags, transitiveKeys = [] }: SessionTags): TrustFacts => {
  const names = Object.keys(tags);
  if (names.length === 0) return { context: {}, moreActions: [] };
  const context: Record<string, ContextValue> = { "aws:TagKeys": names };
  for (const name of names) context[`aws:RequestTag/${name}`] = tags[name] ?? "";
  if (transitiveKeys.length > 0) context["sts:TransitiveTagKeys"] = transitiveKeys;
  return { context, moreActions: ["sts:TagSession"] };
};

const sourceIdentityFacts = (identity: unknown): TrustFacts =>
  typeof identity === "string"
    ? { context: { "sts:SourceIdentity": identity }, moreActions: ["sts:SetSourceIdentity"] }
    : { context: {}, moreActions: [] };

const textsOf = (value: unknown): string | readonly string[] | undefined => {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((item) => typeof item === "string");
  return texts.length === value.length ? texts : undefined;
};

/** Claims that AWS puts into the context of every OIDC provider, under their own name. */
const STANDARD = ["sub", "amr", "email"] as const;
const NOT_KEYS = new Set(["iss", "aud", "azp", "exp", "iat", "nbf", "jti"]);

/** What AWS calls an issuer: its address without the scheme, a slash at its end included. */
export const issuerName = (issuer: string): string => issuer.replace(/^https:\/\//, "");

/**
 * Keys `<issuer>:aud`, `:sub` and so on. `aud` is the authorized party (`azp`) when the token has one; the audience itself is
 * `oaud`. Of a claim that AWS is not documented to pass on the value is left open: it may be absent.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
const claimKeys = (issuer: string, claims: Readonly<Record<string, unknown>>): Record<string, ContextValue> => {
  const name = issuerName(issuer);
  const context: Record<string, ContextValue> = {};
  const put = (key: string, value: unknown): void => {
    const texts = textsOf(value);
    if (value !== undefined) context[`${name}:${key}`] = texts ?? UNRESOLVED;
  };
  put("aud", claims.azp ?? claims.aud);
  put("oaud", claims.aud);
  const passed = new Set<string>([...STANDARD, ...claimsPassedOn(name)]);
  for (const claim of Object.keys(claims)) {
    if (NOT_KEYS.has(claim) || claim.startsWith(AWS_CLAIM)) continue;
    if (passed.has(claim)) put(claim, claims[claim]);
    else context[`${name}:${claim}`] = UNRESOLVED;
  }
  return context;
};

const AWS_CLAIM = "https://aws.amazon.com/";
const TAGS = `${AWS_CLAIM}tags`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const tagValue = (value: unknown): string | undefined => {
  if (typeof value === "string") return value;
  return Array.isArray(value) && value.length === 1 && typeof value[0] === "string" ? value[0] : undefined;
};

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

/** Tags of the nested claim and of its flat form, by name; `undefined` when one is not a single text, which AWS refuses. */
const tagsOf = (claims: Readonly<Record<string, unknown>>): SessionTags | undefined => {
  const nested = claims[TAGS];
  if (nested !== undefined && !isObject(nested)) return undefined;
  const inner = nested?.principal_tags ?? {};
  if (!isObject(inner)) return undefined;
  const flat = `${TAGS}/principal_tags/`;
  const raw = [
    ...Object.entries(inner),
    ...Object.entries(claims)
      .filter(([claim]) => claim.startsWith(flat))
      .map(([claim, value]): [string, unknown] => [claim.slice(flat.length), value]),
  ];
  const tags = new Map<string, string>();
  for (const [name, value] of raw) {
    const text = tagValue(value);
    if (text === undefined) return undefined;
    tags.set(name, text);
  }
  const transitiveKeys = [...listOf(nested?.transitive_tag_keys), ...listOf(claims[`${TAGS}/transitive_tag_keys`])];
  return { tags: Object.fromEntries(tags), transitiveKeys };
};

const join = (...all: readonly TrustFacts[]): TrustFacts => ({
  context: Object.assign({}, ...all.map(({ context }) => context)),
  moreActions: all.flatMap(({ moreActions }) => moreActions),
});

/** What a web identity token brings along; `undefined` for a token whose tags AWS refuses. */
export const tokenFacts = (issuer: string, claims: Readonly<Record<string, unknown>>): TrustFacts | undefined => {
  const tags = tagsOf(claims);
  if (tags === undefined) return undefined;
  return join(
    { context: claimKeys(issuer, claims), moreActions: [] },
    tagFacts(tags),
    sourceIdentityFacts(claims[`${AWS_CLAIM}source_identity`]),
  );
};

const SAML = `${AWS_CLAIM}SAML/Attributes/`;
const TAG_ATTRIBUTE = `${SAML}PrincipalTag:`;

/**
 * What a SAML assertion brings along: attributes named as condition keys (`SAML:aud`, `SAML:sub`) as they are, and AWS's own
 * attributes for tags and source identity; `undefined` when a tag has several values, which AWS refuses.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
 */
export const assertionFacts = (
  attributes: Readonly<Record<string, string | readonly string[]>>,
): TrustFacts | undefined => {
  const context: Record<string, ContextValue> = {};
  const tags = new Map<string, string>();
  for (const [name, value] of Object.entries(attributes)) {
    if (/^saml:/i.test(name)) context[name] = value;
    if (name === `${SAML}RoleSessionName`) context["sts:RoleSessionName"] = value;
    if (!name.startsWith(TAG_ATTRIBUTE)) continue;
    const text = tagValue(value);
    if (text === undefined) return undefined;
    tags.set(name.slice(TAG_ATTRIBUTE.length), text);
  }
  const transitive = attributes[`${SAML}TransitiveTagKeys`] ?? [];
  return join(
    { context, moreActions: [] },
    tagFacts({
      tags: Object.fromEntries(tags),
      transitiveKeys: typeof transitive === "string" ? [transitive] : transitive,
    }),
    sourceIdentityFacts(tagValue(attributes[`${SAML}SourceIdentity`])),
  );
};
