import { type PolicyDocument, policyDocument } from "../policy-document";

/** Who of another account may come in. At least one of role, externalId, organizationId. */
export interface OtherAccount {
  /** Twelve digits. */
  readonly account: string;
  /** ARN of the one role that may come in. @default whoever that account allows to */
  readonly role?: string;
  /** Secret-like value that the other side must present (`sts:ExternalId`). */
  readonly externalId?: string;
  /** `o-…`: only principals of this organization. */
  readonly organizationId?: string;
}

/** Lets in another account's role, under an external id or within an organization. */
export const accountTrust = (partition: string, other: OtherAccount): PolicyDocument => {
  const { account, role, externalId, organizationId } = other;
  if (role === undefined && externalId === undefined && organizationId === undefined) {
    throw new Error(`A trust in account ${account} needs a role, an externalId or an organizationId`);
  }
  const equals = {
    ...(organizationId === undefined ? {} : { "aws:PrincipalOrgID": organizationId }),
    ...(externalId === undefined ? {} : { "sts:ExternalId": externalId }),
  };
  return policyDocument({
    Sid: "AssumeFromOtherAccount",
    Effect: "Allow",
    Principal: { AWS: role ?? `arn:${partition}:iam::${account}:root` },
    Action: ["sts:AssumeRole"],
    ...(Object.keys(equals).length > 0 ? { Condition: { StringEquals: equals } } : {}),
  });
};
