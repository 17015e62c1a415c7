import { type PolicyDocument, policyDocument } from "../policy-document";

/** A condition on the token that is exchanged for the role. */
export interface WebIdentityTrust {
  readonly partition: string;
  readonly account: string;
  /** Issuer of the token, `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** Exact audience (`aud`); always pinned. */
  readonly audience: string;
  /** Exact subjects (`sub`), any of which may come in. */
  readonly subjects?: readonly string[];
  /** Session tags that the token must carry; then `sts:TagSession` is granted under the same condition. */
  readonly requestTags?: Readonly<Record<string, string>>;
  /** The token may carry session tags that nothing is asked of: AWS refuses it without `sts:TagSession`. @default false */
  readonly mayTag?: boolean;
  /** Says who is let in, `AssumeFromGithub`. */
  readonly sid: string;
}

/** What AWS calls an issuer in ARNs and condition keys: the address without its scheme; a slash at its end belongs to it. */
export const issuerKeyOf = (issuer: string): string => issuer.replace(/^https:\/\//, "");

/** ARN of the account's OIDC provider for an issuer, computed so that a plan can show it. */
export const oidcProviderArn = (at: { partition: string; account: string }, issuer: string): string =>
  `arn:${at.partition}:iam::${at.account}:oidc-provider/${issuerKeyOf(issuer)}`;

const tagConditions = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.keys(tags)
      .sort()
      .map((tag) => [`aws:RequestTag/${tag}`, tags[tag] ?? ""]),
  );

const oneOrAll = (values: readonly string[]): string | readonly string[] =>
  values.length === 1 && values[0] !== undefined ? values[0] : [...values].sort();

/**
 * Lets in the bearers of one issuer's tokens with exactly this audience, and this subject or these session tags.
 * Throws without either: an audience alone would let in everybody whom the issuer knows.
 */
export const webIdentityTrust = (props: WebIdentityTrust): PolicyDocument => {
  const { subjects = [], requestTags = {} } = props;
  const tagged = Object.keys(requestTags).length > 0;
  if (subjects.length === 0 && !tagged) {
    throw new Error(`A trust in ${props.issuer} needs a subject or a session tag; an audience alone lets in everybody`);
  }
  const key = issuerKeyOf(props.issuer);
  return policyDocument({
    Sid: props.sid,
    Effect: "Allow",
    Principal: { Federated: oidcProviderArn(props, props.issuer) },
    Action: ["sts:AssumeRoleWithWebIdentity", ...(tagged || props.mayTag === true ? ["sts:TagSession"] : [])],
    Condition: {
      StringEquals: {
        [`${key}:aud`]: props.audience,
        ...(subjects.length > 0 ? { [`${key}:sub`]: oneOrAll(subjects) } : {}),
        ...tagConditions(requestTags),
      },
    },
  });
};
