import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { AccountPlace } from "../../catalog/azure-names";
import { type FormerNames, formerNames, nameAtBirth } from "../../catalog/former-names";
import { findModel } from "../../catalog/models";
import type { ClientSettings, ClientWishes } from "../../settings/client-settings";
import type { FoundryFacts, GrantedModel } from "../../settings/facts";
import { foundrySettings } from "../../settings/foundry-settings";
import { addressIn } from "../core/address-in";
import { addressName } from "../core/address-name";
import { identityPlace } from "../core/identity-place";
import { chosenModels, type ModelChoice, startFamilyOf } from "../core/model-choice";
import { moveFrom } from "../core/move-from";
import type { AccountLookup } from "./account-lookup";
import type { AzureIdentities } from "./identity-sources";
import { type Holder, type Principal, TeamPrincipals } from "./team-principals";

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
      this.holders().map((holder) => [holder.identity, this.document(holder)] as const),
    );
    const former = formerNames(props.formerly).map((name) => addressIn(this, name));
    if (former.length > 0) moveFrom(this, addressIn(this, id), former);
  }

  private holders(): Holder[] {
    const { people, ci = {}, workloads = {}, team, formerly, group, ...props } = this.props;
    const addressOf = (identity: string) => addressIn(this, this.node.id, identity);
    const principals = new TeamPrincipals({
      ...{ ...props, team: nameAtBirth(team, formerly), addressOf },
      after: group === undefined ? [] : [group],
    });
    const grants = new Construct(this, "Grants");
    const sorted = <T>(named: Readonly<Record<string, T>>) =>
      Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1));
    const held = (identity: string, make: (at: Construct) => Holder): Holder => {
      const at = identityPlace(grants, identity);
      const holder = make(at);
      for (const principal of holder.principals) this.grant(at, holder, principal, addressOf(identity));
      return holder;
    };
    return [
      ...sorted(ci).map(([name, source]) => held(`ci/${name}`, (at) => principals.pipeline(at, `ci/${name}`, source))),
      ...(people === undefined ? [] : [held("people", (at) => principals.people(at, people))]),
      ...sorted(workloads).map(([name, source]) =>
        held(`workload/${name}`, (at) => principals.workload(at, `workload/${name}`, source)),
      ),
    ];
  }

  private grant(at: Construct, holder: Holder, principal: Principal, address: string): void {
    const { accountId, roleDefinitionId, after = [], keysOff, team, formerly } = this.props;
    const name = principal.type === "User" ? [principal.id] : [];
    const assignment = new RoleAssignment(at, ["Grant", ...name].join("-"), {
      scope: accountId,
      roleDefinitionId,
      principalId: principal.id,
      principalType: principal.type,
      // A change of it would replace the grant, so it says the name of the team's birth.
      description: `Claude Code: ${nameAtBirth(team, formerly)}, ${holder.identity}`,
      ...(principal.isNew ? { skipServicePrincipalAadCheck: true } : {}),
      dependsOn: [...after],
    });
    assignment.overrideLogicalId([address, ...name.map((part) => addressName(part))].join("_"));
    if (keysOff === undefined) return;
    const errorMessage =
      "Keys open this account, and the role can read them: switch local authentication off (disableLocalAuth), or choose role: custom.";
    assignment.lifecycle = { precondition: [{ condition: keysOff.keysAreOff, errorMessage }] };
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
