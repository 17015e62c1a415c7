import type { Source } from "./source";

/**
 * Actions of AWS Marketplace that buy, end or change what an account has agreed to. A model is enabled once for an account, by
 * who administers it; calling it needs none of them.
 */
export const BUYING_ACTIONS: Source & { readonly actions: readonly string[] } = {
  actions: [
    "aws-marketplace:AcceptAgreementApprovalRequest",
    "aws-marketplace:AcceptAgreementRequest",
    "aws-marketplace:CancelAgreement",
    "aws-marketplace:CancelAgreementRequest",
    "aws-marketplace:CreateAgreementRequest",
    "aws-marketplace:RejectAgreementApprovalRequest",
    "aws-marketplace:Subscribe",
    "aws-marketplace:Unsubscribe",
    "aws-marketplace:UpdateAgreementApprovalRequest",
    "aws-marketplace:UpdatePurchaseOrders",
  ],
  source:
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsmarketplace.html and https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html",
  date: "2026-11-24",
};
