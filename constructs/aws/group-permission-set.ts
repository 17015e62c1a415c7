import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { SsoadminAccountAssignment } from "@cdktf/provider-aws/lib/ssoadmin-account-assignment";
import { SsoadminCustomerManagedPolicyAttachment } from "@cdktf/provider-aws/lib/ssoadmin-customer-managed-policy-attachment";
import { SsoadminPermissionSet } from "@cdktf/provider-aws/lib/ssoadmin-permission-set";
import { SsoadminPermissionSetInlinePolicy } from "@cdktf/provider-aws/lib/ssoadmin-permission-set-inline-policy";
import { SsoadminPermissionsBoundaryAttachment } from "@cdktf/provider-aws/lib/ssoadmin-permissions-boundary-attachment";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { AWS_LIMITS } from "../../catalog/aws-limits";
import { checkDocumentSize } from "../core/document-size";
import { jsonDocument } from "../core/json-document";
import { escapeDeep, escapeTemplate } from "../core/template-text";
import type { GrantDocuments } from "./grant-documents";
import type { IdentityCenter } from "./identity-center";

const FEWER_MODELS = "name fewer models, or a geography with fewer regions";
const POLICY_ARN = /^arn:[^:]+:iam::(\d{12}|aws):policy(\/.*)$/;

/** Props of `GroupPermissionSet`. */
export interface GroupPermissionSetProps {
  readonly identityCenter: IdentityCenter;
  /** Name in the Identity Center, at most 32 characters. */
  readonly permissionSetName: string;
  /** Name of the customer managed policy, where one is needed. */
  readonly managedPolicyName: string;
  /** Name in Terraform addresses, unique in the stack. */
  readonly address: string;
  readonly description: string;
  /** Account that the group gets into, twelve digits. */
  readonly account: string;
  /** Id of the group, or its display name to look up. */
  readonly group: { readonly id: string } | { readonly displayName: string };
  readonly permissionsBoundary?: string;
  /** 60 to 720. @default 480 */
  readonly sessionMinutes?: number;
  readonly rolePath?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** People of one group: permission set, exact inline policy, boundary, assignment to one account. */
export class GroupPermissionSet extends Construct {
  private readonly permissionSet: SsoadminPermissionSet;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GroupPermissionSetProps,
  ) {
    super(scope, id);
    const { identityCenter, address } = props;
    this.permissionSet = new SsoadminPermissionSet(this, "PermissionSet", {
      provider: identityCenter.provider,
      instanceArn: identityCenter.instanceArn,
      name: props.permissionSetName,
      description: escapeTemplate(props.description),
      sessionDuration: isoDuration(props.sessionMinutes ?? 480),
      tags: escapeDeep(props.tags),
    });
    this.permissionSet.overrideLogicalId(address);
  }

  /** Gives the group exactly these documents; nobody is let in before policy and boundary are in place. */
  grant({ known, referring, lookedUp }: GrantDocuments): void {
    const { address, identityCenter, permissionSetName } = this.props;
    const inline = new SsoadminPermissionSetInlinePolicy(this, "InlinePolicy", {
      ...this.target(),
      inlinePolicy: jsonDocument(known),
    });
    inline.overrideLogicalId(address);
    checkDocumentSize(inline, {
      what: `The grant of permission set ${permissionSetName}`,
      documents: [known],
      limit: AWS_LIMITS.permissionSetInlinePolicy,
      wayOut: FEWER_MODELS,
    });
    const before: TerraformResource[] = [inline, ...this.boundary()];
    if (referring !== undefined) before.push(this.managedPolicy(referring, lookedUp));
    const group = this.props.group;
    const assignment = new SsoadminAccountAssignment(this, "Assignment", {
      ...this.target(),
      principalType: "GROUP",
      principalId: "id" in group ? group.id : identityCenter.groupIdOf(this, address, group.displayName),
      targetType: "AWS_ACCOUNT",
      targetId: this.props.account,
      dependsOn: before,
    });
    assignment.overrideLogicalId(address);
  }

  private target() {
    const { identityCenter } = this.props;
    return {
      provider: identityCenter.provider,
      instanceArn: identityCenter.instanceArn,
      permissionSetArn: this.permissionSet.arn,
    };
  }

  private boundary(): TerraformResource[] {
    const { permissionsBoundary, address } = this.props;
    if (permissionsBoundary === undefined) return [];
    const boundary = new SsoadminPermissionsBoundaryAttachment(this, "Boundary", {
      ...this.target(),
      permissionsBoundary: boundaryReference(permissionsBoundary),
    });
    boundary.overrideLogicalId(address);
    return [boundary];
  }

  /** A document with references: a permission set has one inline policy, so this one is attached by name. */
  private managedPolicy(document: object, lookedUp: readonly string[] | undefined): TerraformResource {
    const { address, managedPolicyName, rolePath = "/" } = this.props;
    const policy = new IamPolicy(this, "ProfilesPolicy", {
      name: managedPolicyName,
      path: rolePath,
      policy: jsonDocument(document),
      tags: escapeDeep(this.props.tags),
    });
    policy.overrideLogicalId(`${address}_profiles`);
    checkDocumentSize(policy, {
      what: `Policy ${managedPolicyName}`,
      documents: [document],
      lookedUp,
      limit: AWS_LIMITS.managedPolicy,
      wayOut: FEWER_MODELS,
    });
    const attachment = new SsoadminCustomerManagedPolicyAttachment(this, "ProfilesPolicyAttachment", {
      ...this.target(),
      customerManagedPolicyReference: { name: managedPolicyName, path: rolePath },
      dependsOn: [policy],
    });
    attachment.overrideLogicalId(`${address}_profiles`);
    return attachment;
  }
}

/** Minutes as Identity Center takes them: `PT8H`, `PT1H30M`. */
export const isoDuration = (minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `PT${hours > 0 ? `${hours}H` : ""}${rest > 0 ? `${rest}M` : ""}`;
};

/** A boundary as Identity Center refers to it: AWS's own by ARN, the account's by path and name. */
const boundaryReference = (arn: string) => {
  const [, owner, resource = ""] = POLICY_ARN.exec(arn) ?? [];
  if (owner === undefined) throw new Error(`permissionsBoundary must be the ARN of an IAM policy, not "${arn}"`);
  if (owner === "aws") return { managedPolicyArn: arn };
  const cut = resource.lastIndexOf("/");
  return { customerManagedPolicyReference: { name: resource.slice(cut + 1), path: resource.slice(0, cut + 1) } };
};
