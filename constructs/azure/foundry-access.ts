import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { AccountPlace } from "../../catalog/azure-names";
import type { FormerNames } from "../../catalog/former-names";
import { findModel } from "../../catalog/models";
import type { ClientSettings, ClientWishes } from "../../settings/client-settings";
import type { FoundryFacts, GrantedModel } from "../../settings/facts";
import { foundrySettings } from "../../settings/foundry-settings";
import { chosenModels, type ModelChoice, startFamilyOf } from "../core/model-choice";
import type { AccountLookup } from "./account-lookup";
import type { AzureIdentities } from "./identity-sources";
import { grantTeam } from "./team-grants";
import type { Holder } from "./team-principals";

/** Props of `FoundryAccess`: one team at one account. */
export interface FoundryAccessProps extends AccountPlace, AzureIdentities {
  /** Name of the team: lower-case letters, digits, hyphens. */
  readonly team: string;
  /** Name of the place; tells two accounts apart. */
  readonly entry: string;
  /** @default the team's name */
  readonly organization?: string;
  readonly tenant: string;
  readonly location: string;
  /** Resource id of the account: the scope of the grant. */
  readonly accountId: string;
  /** Resource id of the role that lets call models. */
  readonly roleDefinitionId: string;
  readonly models: ModelChoice;
  /** Name of the deployment of each model. @default the model's name */
  readonly deploymentNames?: Readonly<Record<string, string>>;
  /** Where clients call instead of the account's own address. */
  readonly baseUrl?: string;
  /** What a pipeline is. @default identity */
  readonly federation?: "identity" | "application";
  readonly tags?: Readonly<Record<string, string>>;
  /** What must be there before something is made in the resource group. */
  readonly group?: TerraformResource;
  /** What must be there before a grant: the account, a custom role. */
  readonly after?: readonly TerraformResource[];
  /** An account that exists, whose keys must open nothing: the plan stops where they do. @default not asked */
  readonly keysOff?: AccountLookup;
  /** What every client is told. @default nothing more than what access needs */
  readonly clients?: ClientWishes;
  /** Former name of the team, or several, the newest first: resources move, and identities keep their names. */
  readonly formerly?: FormerNames;
}

/** Settings of one identity, and the facts that they follow from. */
export interface FoundryDocument {
  readonly facts: FoundryFacts;
  readonly settings: ClientSettings;
}

const modelsOf = ({ models, deploymentNames = {} }: FoundryAccessProps): readonly GrantedModel[] =>
  chosenModels(models).map(({ model, retiringUntil }) => ({
    model,
    family: findModel(model)?.family ?? "sonnet",
    target: (Object.hasOwn(deploymentNames, model) ? deploymentNames[model] : undefined) ?? model,
    ...(retiringUntil === undefined ? {} : { retiringUntil }),
  }));

/**
 * Lets one team call the Claude models of a Foundry account: its people, each pipeline and each workload get one role at
 * the account, and the client settings that fit. Which models these are is what the account has deployed.
 */
export class FoundryAccess extends Construct {
  /** By identity: `people`, `ci/NAME`, `workload/NAME`; sorted. */
  readonly documents: Readonly<Record<string, FoundryDocument>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: FoundryAccessProps,
  ) {
    super(scope, id);
    this.documents = Object.fromEntries(
      grantTeam(this, { ...props, scopeId: props.accountId }).map(
        (holder) => [holder.identity, this.document(holder)] as const,
      ),
    );
  }

  private document(holder: Holder): FoundryDocument {
    const { team, entry, organization = team, tenant, subscription, resourceGroup, resource, location } = this.props;
    const { baseUrl, models, clients = {} } = this.props;
    const { principals, ...known } = holder;
    const facts: FoundryFacts = {
      route: "foundry",
      ...{ organization, team, entry, tenant, subscription, resourceGroup, resource, location },
      ...(baseUrl === undefined ? {} : { baseUrl }),
      ...known,
      principals: principals.map((principal) => principal.id),
      models: modelsOf(this.props),
      startFamily: startFamilyOf(models),
      ...(clients.deliver === undefined ? {} : { deliver: clients.deliver }),
    };
    return { facts, settings: foundrySettings(facts, clients) };
  }
}
