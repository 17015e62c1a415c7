import { DataAwsIdentitystoreGroup } from "@cdktf/provider-aws/lib/data-aws-identitystore-group";
import { DataAwsSsoadminInstances } from "@cdktf/provider-aws/lib/data-aws-ssoadmin-instances";
import { Fn, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { escapeTemplate } from "../core/template-text";

/** Props of `IdentityCenter`. */
export interface IdentityCenterProps {
  /** Provider configuration of the account and region in which the Identity Center lives. */
  readonly provider?: TerraformProvider;
  /** @default looked up at plan */
  readonly instanceArn?: string;
  /** @default looked up at plan */
  readonly identityStoreId?: string;
}

/** An Identity Center that exists, declared or looked up once for all teams of a stack. */
export class IdentityCenter extends Construct {
  readonly instanceArn: string;
  readonly provider: TerraformProvider | undefined;
  private readonly identityStoreId: string;

  constructor(scope: Construct, id: string, props: IdentityCenterProps) {
    super(scope, id);
    this.provider = props.provider;
    const found =
      props.instanceArn === undefined || props.identityStoreId === undefined
        ? new DataAwsSsoadminInstances(this, "Instances", { provider: props.provider })
        : undefined;
    found?.overrideLogicalId("identity_center");
    this.instanceArn = props.instanceArn ?? Fn.element(found?.arns ?? [], 0);
    this.identityStoreId = props.identityStoreId ?? Fn.element(found?.identityStoreIds ?? [], 0);
  }

  /** Id of a group by its display name, looked up at plan; a name that is not there stops the plan. */
  groupIdOf(scope: Construct, address: string, displayName: string): string {
    const group = new DataAwsIdentitystoreGroup(scope, "Group", {
      provider: this.provider,
      identityStoreId: this.identityStoreId,
      alternateIdentifier: {
        uniqueAttribute: { attributePath: "DisplayName", attributeValue: escapeTemplate(displayName) },
      },
    });
    group.overrideLogicalId(address);
    return group.groupId;
  }
}
