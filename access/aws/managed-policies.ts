import type { PolicyDocument } from "../../authorization/aws/policy-document";
import { callingPolicyOf } from "../../catalog/aws-managed-policies";
import { TextCache } from "../../plans/text-cache";

const documentOf = (policyArn: string): PolicyDocument | undefined => {
  const calling = callingPolicyOf(policyArn);
  if (calling === undefined) return undefined;
  const statement = {
    ...{ index: 0, sid: undefined, effect: "Allow" as const, principals: undefined, conditions: [] },
    actions: { negated: false, values: calling.actions },
    resources: { negated: false, values: calling.resources },
  };
  return { version: "2012-10-17", statements: [statement] };
};

/** The calling part of AWS's own managed policies as documents, by ARN; the same document for the same ARN. */
export const managedPolicies = (): TextCache<PolicyDocument | undefined> => new TextCache(documentOf);
