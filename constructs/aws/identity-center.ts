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

/** An Identity Center that exists, declared, or looked up once for all teams of a stack that need what is not declared. */
export class IdentityCenter extends Construct {
  readonly provider: TerraformProvider | undefined;
  private instances: DataAwsSsoadminInstances | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: IdentityCenterProps,
  ) {
    super(scope, id);
    this.provider = props.provider;
  }

  /** ARN of the instance; looked up unless it is declared. */
  get instanceArn(): string {
    return this.props.instanceArn ?? Fn.element(this.lookup().arns, 0);
  }

  /** Id of the store in which groups are found; whoever declares their ids needs none. */
  private get identityStoreId(): string {
    return this.props.identityStoreId ?? Fn.element(this.lookup().identityStoreIds, 0);
  }

  private lookup(): DataAwsSsoadminInstances {
    if (this.instances !== undefined) return this.instances;
    this.instances = new DataAwsSsoadminInstances(this, "Instances", { provider: this.provider });
    this.instances.overrideLogicalId("identity_center");
    return this.instances;
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
