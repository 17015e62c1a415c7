import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { AWS_LIMITS } from "../../catalog/aws-limits";
import { checkDocumentSize } from "../core/document-size";
import { jsonDocument } from "../core/json-document";
import { escapeDeep, escapeTemplate } from "../core/template-text";
import type { GrantDocuments } from "./grant-documents";
import type { PolicyDocument } from "./policy-document";

const FEWER_MODELS = "name fewer models, or a geography with fewer regions";
const SECONDS_PER_MINUTE = 60;

/** Props of `AssumableRole`. */
export interface AssumableRoleProps {
  /** Name in AWS, at most 64 characters. */
  readonly roleName: string;
  /** Name in Terraform addresses, unique in the stack. */
  readonly address: string;
  readonly description: string;
  /** ARN, computed from declared inputs. */
  readonly roleArn: string;
  readonly trust: PolicyDocument;
  /** @default / */
  readonly rolePath?: string;
  /** ARN of the boundary. @default none */
  readonly permissionsBoundary?: string;
  /** 60 to 720. @default 60 */
  readonly sessionMinutes?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

/** An IAM role that one identity assumes, and the way to give it documents. */
export class AssumableRole extends Construct {
  readonly roleArn: string;
  readonly roleName: string;
  /** The role itself, for what must be made after it. */
  readonly role: IamRole;
  private readonly address: string;

  constructor(scope: Construct, id: string, props: AssumableRoleProps) {
    super(scope, id);
    this.roleArn = props.roleArn;
    this.roleName = props.roleName;
    this.address = props.address;
    this.role = new IamRole(this, "Role", {
      name: props.roleName,
      description: escapeTemplate(props.description),
      assumeRolePolicy: jsonDocument(props.trust),
      path: props.rolePath,
      permissionsBoundary: props.permissionsBoundary,
      maxSessionDuration: (props.sessionMinutes ?? 60) * SECONDS_PER_MINUTE,
      tags: escapeDeep(props.tags),
    });
    this.role.overrideLogicalId(props.address);
    checkDocumentSize(this.role, {
      what: `The trust policy of role ${props.roleName}`,
      documents: [props.trust],
      limit: AWS_LIMITS.trustPolicy,
      wayOut: "name fewer subjects",
    });
  }

  /** Gives the role exactly these documents, inline. */
  grant(documents: GrantDocuments, names?: InlinePolicyNames): void {
    attachInline(this, this.address, this.role.name, documents, names);
  }

  /** Lets EC2 instances carry the role. */
  addInstanceProfile(tags?: Readonly<Record<string, string>>): void {
    const profile = new IamInstanceProfile(this, "InstanceProfile", {
      name: this.roleName,
      role: this.role.name,
      tags: escapeDeep(tags),
    });
    profile.overrideLogicalId(this.address);
  }
}

/** Names of the inline policies on one role. */
export interface InlinePolicyNames {
  readonly known: string;
  readonly referring: string;
}

/** Names of the inline policies on a role that is ours alone. */
const OWN_NAMES: InlinePolicyNames = { known: "claude-models", referring: "claude-profiles" };

/** Names of the inline policies on a role of somebody else: one name on one role would be overwritten by the next. */
export const foreignPolicyNames = (name: string): InlinePolicyNames => ({
  known: name,
  referring: `${name}_profiles`,
});

/** Inline policies of a role, ours or one that exists. `roleName` may be a token. */
export const attachInline = (
  scope: Construct,
  address: string,
  roleName: string,
  { known, referring, lookedUp }: GrantDocuments,
  names: InlinePolicyNames = OWN_NAMES,
): void => {
  const policy = new IamRolePolicy(scope, "Policy", {
    name: names.known,
    role: roleName,
    policy: jsonDocument(known),
  });
  policy.overrideLogicalId(address);
  const sized = { what: `The grant of ${address}`, limit: AWS_LIMITS.roleInlinePolicies, wayOut: FEWER_MODELS };
  if (referring === undefined) {
    checkDocumentSize(policy, { ...sized, documents: [known] });
    return;
  }
  const profiles = new IamRolePolicy(scope, "ProfilesPolicy", {
    name: names.referring,
    role: roleName,
    policy: jsonDocument(referring),
  });
  profiles.overrideLogicalId(`${address}_profiles`);
  checkDocumentSize(profiles, { ...sized, documents: [known, referring], lookedUp });
};
