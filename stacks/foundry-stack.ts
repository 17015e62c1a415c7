import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { roleDefinitionId } from "../catalog/azure-names";
import { AZURE_ROLES } from "../catalog/azure-permissions";
import { foundryVersion } from "../catalog/foundry-models";
import { AzapiProvider, directoryProvider, subscriptionProvider } from "../constructs/azure/azure-providers";
import { CallingRole } from "../constructs/azure/calling-role";
import type { AnthropicTerms } from "../constructs/azure/claude-deployment";
import { FoundryAccess, type FoundryAccessProps, type FoundryDocument } from "../constructs/azure/foundry-access";
import { type DeployedModel, FoundryAccount } from "../constructs/azure/foundry-account";
import { dependOn } from "../constructs/core/depend-on";
import { chosenModels } from "../constructs/core/model-choice";
import { escapeDeep } from "../constructs/core/template-text";
import { teamsOf } from "../declaration/entries";
import type { Places } from "../declaration/finding";
import { demandModels, modelSetOf } from "../declaration/models-of";
import type { Declaration, FoundryEntry, Team } from "../declaration/schema";
import { azureIdentities, usesDirectory } from "./azure-team";
import { clientWishes } from "./client-wishes";
import { ProvenanceRecord } from "./provenance";
import { recordTeam } from "./record-team";

const DEFAULT_CAPACITY = 100;

/** Props of `FoundryStack`. */
export interface FoundryStackProps {
  readonly declaration: Declaration;
  readonly entry: FoundryEntry;
  readonly places: Places;
}

/** What an entry deploys: every model of every team, once, sorted by the name of its deployment. */
export const deployedModels = (
  declaration: Declaration,
  entryName: string,
  entry: FoundryEntry,
): readonly DeployedModel[] => {
  const sets = new Set(teamsOf(declaration, entryName).flatMap(([, team]) => modelSetOf(declaration, team) ?? []));
  const models = [...new Set([...sets].flatMap((set) => chosenModels(set).map(({ model }) => model)))];
  return models
    .map((model) => {
      const own = Object.hasOwn(entry.deployments ?? {}, model) ? entry.deployments?.[model] : undefined;
      return {
        name: own?.name ?? model,
        model,
        version: own?.version ?? foundryVersion(model, entry.hosting ?? "anthropic").version,
        sku: own?.sku ?? entry.sku ?? "GlobalStandard",
        capacity: own?.capacity ?? entry.capacity ?? DEFAULT_CAPACITY,
      } as const;
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
};

const termsOf = ({ anthropicTerms }: FoundryEntry): AnthropicTerms | undefined =>
  anthropicTerms?.accept === true ? { ...anthropicTerms, accept: true } : undefined;

/** One provider entry on Microsoft Foundry: the account, its models, every team that uses it, and `client_settings`. */
export class FoundryStack extends TerraformStack {
  readonly provenance: ProvenanceRecord;
  /** What the output holds: by team, by identity. */
  readonly clientSettings: Readonly<Record<string, Readonly<Record<string, FoundryDocument>>>>;

  constructor(
    scope: Construct,
    private readonly entryName: string,
    private readonly props: FoundryStackProps,
  ) {
    super(scope, entryName);
    const { declaration, entry, places } = props;
    this.provenance = new ProvenanceRecord(places);
    this.addProviders();
    const models = deployedModels(declaration, entryName, entry);
    const account = new FoundryAccount(this, "Account", {
      ...entry,
      models,
      terms: termsOf(entry),
    });
    this.provenance.add(account, `providers.${entryName}`, `account of ${entryName}`);
    const shared = this.shared(account, models);
    this.clientSettings = Object.fromEntries(
      teamsOf(declaration, entryName).map(([name, team]) => [name, this.addTeam(name, team, shared)]),
    );
    new TerraformOutput(this, "client_settings", {
      description: "Facts and client settings of every team and identity",
      value: escapeDeep({ schemaVersion: 1, teams: this.clientSettings }),
      staticId: true,
    });
  }

  /** Only those that the stack uses: each has to sign in. */
  private addProviders(): void {
    const { entry } = this.props;
    subscriptionProvider(this, "Subscription", { ...entry, purge: entry.purgeOnDestroy ?? false });
    if (entry.existing !== "deployments" || this.rolesReadKeys()) new AzapiProvider(this, "Azapi", entry);
    if (usesDirectory(this.entryName, entry, this.teams())) directoryProvider(this, "Directory", entry);
  }

  private teams(): [string, Team][] {
    return teamsOf(this.props.declaration, this.entryName);
  }

  private rolesReadKeys(): boolean {
    const { role = "cognitiveServicesUser" } = this.props.entry;
    return role !== "custom" && AZURE_ROLES[role].listsKeys;
  }

  /** What every team's grant refers to. */
  private shared(account: FoundryAccount, models: readonly DeployedModel[]) {
    const { declaration, entry } = this.props;
    const { role = "cognitiveServicesUser", subscription } = entry;
    const own =
      role === "custom"
        ? new CallingRole(this, "Role", { ...entry, entry: this.entryName, organization: declaration.organization })
        : undefined;
    if (own !== undefined) {
      if (account.group !== undefined) dependOn(own.definition, account.group);
      this.provenance.add(own, `providers.${this.entryName}.role`, `role of ${this.entryName}`);
    }
    return {
      deploymentNames: Object.fromEntries(models.map(({ model, name }) => [model, name])),
      accountId: account.accountId,
      roleDefinitionId: own?.id ?? roleDefinitionId(subscription, AZURE_ROLES[role as keyof typeof AZURE_ROLES].id),
      group: account.group,
      after: [account.account, own?.definition].filter((one) => one !== undefined),
      ...(this.rolesReadKeys() && account.lookup !== undefined ? { keysOff: account.lookup } : {}),
    };
  }

  private addTeam(
    name: string,
    team: Team,
    shared: Pick<
      FoundryAccessProps,
      "accountId" | "deploymentNames" | "roleDefinitionId" | "group" | "after" | "keysOff"
    >,
  ): Readonly<Record<string, FoundryDocument>> {
    const { declaration, entry } = this.props;
    const models = demandModels(declaration, name, team);
    const { tenant, subscription, resourceGroup, resource, location, baseUrl, federation, tags } = entry;
    const access = new FoundryAccess(this, name, {
      ...shared,
      ...{ team: name, entry: this.entryName, organization: declaration.organization, models },
      ...{ tenant, subscription, resourceGroup, resource, location, baseUrl, federation, tags },
      ...azureIdentities(this.entryName, team),
      clients: clientWishes(declaration.clients),
      formerly: team.formerly,
    });
    recordTeam(this.provenance, access, {
      team: name,
      entry: this.entryName,
      at: access.node.findChild("Grants") as Construct,
    });
    return access.documents;
  }
}
