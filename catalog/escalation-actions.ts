import type { Source } from "./source";

/** An action with which whoever holds it comes by rights that were not granted. */
export interface EscalationAction extends Source {
  readonly action: string;
  /** What it gives, to follow "whoever holds it". */
  readonly gives: string;
  /** Another action without which it gives nothing. @default it is enough by itself */
  readonly with?: string;
  /** Whether it is an ordinary grant where its resources are named one by one. @default false */
  readonly narrowIsOrdinary?: boolean;
}

/** The action that hands a role to a service. */
export const PASS_ROLE = "iam:PassRole";

const METHODS = {
  source:
    "https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation and https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html",
  date: "2026-11-24",
} as const;

const alone = (gives: string, ...actions: readonly string[]): EscalationAction[] =>
  actions.map((action) => ({ action, gives, ...METHODS }));

const byPassing = (...actions: readonly string[]): EscalationAction[] =>
  actions.map((action) => ({
    action,
    gives: "starts something under a role that it passes",
    with: PASS_ROLE,
    ...METHODS,
  }));

/** Ways from a grant to more than it, as they are known. */
export const ESCALATION_ACTIONS: readonly EscalationAction[] = [
  { action: PASS_ROLE, gives: "hands roles to services that act under them", ...METHODS },
  { action: "sts:AssumeRole", gives: "takes on other roles", narrowIsOrdinary: true, ...METHODS },
  ...alone("changes what a policy allows", "iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion"),
  ...alone(
    "gives policies to identities, also to itself",
    "iam:AttachGroupPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:PutGroupPolicy",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
  ),
  ...alone("puts users into groups", "iam:AddUserToGroup"),
  ...alone("lets whom it likes into a role", "iam:UpdateAssumeRolePolicy"),
  ...alone(
    "takes away or widens what bounds an identity",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteUserPermissionsBoundary",
    "iam:PutRolePermissionsBoundary",
    "iam:PutUserPermissionsBoundary",
  ),
  ...alone("signs in as a user", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile"),
  ...alone("gives permission sets of the Identity Center more", "sso:PutInlinePolicyToPermissionSet"),
  ...alone(
    "runs its own code under a function's role",
    "lambda:UpdateFunctionCode",
    "lambda:UpdateFunctionConfiguration",
  ),
  ...alone("signs in to what runs under another role", "glue:UpdateDevEndpoint"),
  ...alone("opens a notebook under the notebook's role", "sagemaker:CreatePresignedNotebookInstanceUrl"),
  ...byPassing(
    "cloudformation:CreateStack",
    "datapipeline:PutPipelineDefinition",
    "ec2:RunInstances",
    "glue:CreateDevEndpoint",
    "lambda:CreateFunction",
    "sagemaker:CreateNotebookInstance",
  ),
];
