import { type PolicyDocument, policyDocument } from "../policy-document";

/** Where AWS receives SAML responses, by partition; the audience that is pinned. */
const AUDIENCES: Readonly<Record<string, string>> = {
  aws: "https://signin.aws.amazon.com/saml",
  "aws-us-gov": "https://signin.amazonaws-us-gov.com/saml",
};

/** People who come with a SAML response of one provider. At least one of subjects and requestTags. */
export interface SamlTrust {
  readonly partition: string;
  readonly account: string;
  /** Name of the SAML provider in the account. */
  readonly provider: string;
  /** `NameID`s that may come in. */
  readonly subjects?: readonly string[];
  /** Session tags (attribute `https://aws.amazon.com/SAML/Attributes/PrincipalTag:NAME`) that stand for the group. */
  readonly requestTags?: Readonly<Record<string, string>>;
  /** The response may carry session tags that nothing is asked of: AWS refuses it without `sts:TagSession`. @default false */
  readonly mayTag?: boolean;
}

/** ARN of the account's SAML provider, computed so that a plan can show it. */
export const samlProviderArn = (at: { partition: string; account: string }, provider: string): string =>
  `arn:${at.partition}:iam::${at.account}:saml-provider/${provider}`;

/** Lets in people of one SAML provider with AWS's own audience, and this subject or these session tags. */
export const samlTrust = (props: SamlTrust): PolicyDocument => {
  const { subjects = [], requestTags = {} } = props;
  const audience = AUDIENCES[props.partition];
  if (audience === undefined) throw new Error(`No SAML sign-in address is known for partition ${props.partition}`);
  const tags = Object.keys(requestTags).sort();
  if (subjects.length === 0 && tags.length === 0) {
    throw new Error(`A trust in SAML provider ${props.provider} needs a subject or a session tag`);
  }
  return policyDocument({
    Sid: "AssumeFromSaml",
    Effect: "Allow",
    Principal: { Federated: samlProviderArn(props, props.provider) },
    Action: ["sts:AssumeRoleWithSAML", ...(tags.length > 0 || props.mayTag === true ? ["sts:TagSession"] : [])],
    Condition: {
      StringEquals: {
        "SAML:aud": audience,
        ...(subjects.length > 0 ? { "SAML:sub": [...subjects].sort() } : {}),
        ...Object.fromEntries(tags.map((tag) => [`aws:RequestTag/${tag}`, requestTags[tag] ?? ""])),
      },
    },
  });
};
