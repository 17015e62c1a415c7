import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { CognitiveAccountProject } from "@cdktf/provider-azurerm/lib/cognitive-account-project";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { type AccountPlace, accountId } from "../../catalog/azure-names";
import { addressName } from "../core/address-name";
import { dependOn } from "../core/depend-on";
import { escapeDeep } from "../core/template-text";
import { AccountLookup } from "./account-lookup";
import { type AnthropicTerms, ClaudeDeployment, type ClaudeDeploymentProps } from "./claude-deployment";

/** A model as it is deployed. */
export type DeployedModel = Pick<ClaudeDeploymentProps, "name" | "model" | "version" | "sku" | "capacity">;

/** Props of `FoundryAccount`. */
export interface FoundryAccountProps extends AccountPlace {
  /** Region, such as `swedencentral`. */
  readonly location: string;
  /** How much is there already; each includes the one before. @default nothing */
  readonly existing?: "resourceGroup" | "account" | "deployments";
  /** Needed where anything is deployed. */
  readonly terms?: AnthropicTerms;
  /** Deployed one after the other, in this order. */
  readonly models: readonly DeployedModel[];
  readonly network?: {
    /** @default true */
    readonly publicAccess?: boolean;
    /** Addresses that requests may come from; every other is kept out. */
    readonly addresses?: readonly string[];
    /** Resource ids of subnets. */
    readonly subnets?: readonly string[];
  };
  /** Name of a project. @default none: calling models needs none */
  readonly project?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A Foundry account with its Claude models: resource group, account (no key opens it), deployments. What exists is left as
 * it is. Its id comes from declared inputs, so that a plan shows every grant's scope.
 */
export class FoundryAccount extends Construct {
  /** Resource id: the scope of every grant. */
  readonly accountId: string;
  /** Whatever must be there before somebody is granted the account, or lies in its group. */
  readonly group: ResourceGroup | undefined;
  readonly account: CognitiveAccount | undefined;
  /** Present for an account that exists. */
  readonly lookup: AccountLookup | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: FoundryAccountProps,
  ) {
    super(scope, id);
    const { existing } = props;
    this.accountId = accountId(props);
    this.group = existing === undefined ? this.makeGroup() : undefined;
    const isThere = existing === "account" || existing === "deployments";
    this.account = isThere ? undefined : this.makeAccount();
    this.lookup = isThere ? new AccountLookup(this, "Lookup", this.accountId) : undefined;
    this.lookup?.overrideLogicalId("account");
    if (this.account !== undefined && props.project !== undefined) this.makeProject(this.account, props.project);
    if (existing !== "deployments") this.deploy();
  }

  private makeGroup(): ResourceGroup {
    const { resourceGroup, location, tags } = this.props;
    const group = new ResourceGroup(this, "Group", { name: resourceGroup, location, tags: escapeDeep(tags) });
    group.overrideLogicalId("group");
    return group;
  }

  private makeAccount(): CognitiveAccount {
    const { resource, resourceGroup, location, network = {}, project, tags } = this.props;
    const { publicAccess = true, addresses, subnets } = network;
    const account = new CognitiveAccount(this, "Account", {
      name: resource,
      resourceGroupName: resourceGroup,
      location,
      kind: "AIServices",
      skuName: "S0",
      // Part of the address; tokens of Entra are taken only where it is set.
      customSubdomainName: resource,
      localAuthEnabled: false,
      publicNetworkAccessEnabled: publicAccess,
      projectManagementEnabled: project !== undefined,
      identity: { type: "SystemAssigned" },
      ...(addresses === undefined && subnets === undefined
        ? {}
        : {
            networkAcls: {
              defaultAction: "Deny",
              ...(addresses === undefined ? {} : { ipRules: [...addresses] }),
              ...(subnets === undefined ? {} : { virtualNetworkRules: subnets.map((subnetId) => ({ subnetId })) }),
            },
          }),
      tags: escapeDeep(tags),
      dependsOn: this.group === undefined ? [] : [this.group],
    });
    account.overrideLogicalId("account");
    return account;
  }

  private makeProject(account: CognitiveAccount, name: string): void {
    const { location, tags } = this.props;
    const project = new CognitiveAccountProject(this, "Project", {
      name,
      cognitiveAccountId: account.id,
      location,
      identity: { type: "SystemAssigned" },
      tags: escapeDeep(tags),
    });
    project.overrideLogicalId("project");
  }

  private deploy(): void {
    const { models, terms } = this.props;
    let before: TerraformResource | undefined = this.account;
    for (const model of models) {
      if (terms === undefined) throw new Error(`Deploying ${model.model} signs Anthropic's terms; add anthropicTerms`);
      const deployment = new ClaudeDeployment(this, model.name, { ...model, accountId: this.accountId, terms });
      deployment.overrideLogicalId(addressName(model.name));
      if (before !== undefined) dependOn(deployment, before);
      before = deployment;
    }
  }
}
