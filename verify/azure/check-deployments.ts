import { type AccountPlace, accountId } from "../../catalog/azure-names";
import { ApiFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { FoundryDeployment, FoundryView } from "./foundry-account";
import { reporter } from "./reporter";
import { isSameName } from "./same-name";

const DEPLOYMENTS = reporter(
  "deployments",
  "https://learn.microsoft.com/en-us/azure/foundry/foundry-models/how-to/use-foundry-models-claude",
);

/** A declared model and how it is deployed. */
export interface DeclaredDeployment {
  /** `claude-haiku-4-5`. */
  readonly model: string;
  /** Name that clients send. */
  readonly deployment: string;
  /** Who hosts: `1` or a day, `2`. @default any is taken for right */
  readonly version?: string;
  /** `GlobalStandard` or `DataZoneStandard`. */
  readonly sku: string;
  /** Thousands of tokens a minute. */
  readonly capacity: number;
}

/** The deployment of this name, among those of an account. */
export const deploymentOf = (
  all: readonly FoundryDeployment[],
  { deployment }: DeclaredDeployment,
): FoundryDeployment | undefined => all.find(({ name }) => isSameName(name, deployment));

const versionWords = (model: string, version: string | null | undefined): string =>
  version ? `${model} version ${version}` : model;

const judge = (declared: DeclaredDeployment, found: FoundryDeployment): CheckResult => {
  const { deployment, model, version, sku } = declared;
  const { provisioningState: state, model: served } = found.properties;
  const serves = versionWords(served.name, served.version);
  const isOther = !isSameName(served.name, model) || (version !== undefined && served.version !== version);
  if (isOther)
    return DEPLOYMENTS.blocked(
      deployment,
      `it serves ${serves}, not ${versionWords(model, version)}`,
      "Apply the entry, or correct the model or the version that it declares",
    );
  if (state === "Failed" || state === "Canceled" || state === "Disabled")
    return DEPLOYMENTS.blocked(
      deployment,
      `its state is ${state}`,
      "Look at it in the portal, then apply the entry again",
    );
  if (state !== "Succeeded")
    return DEPLOYMENTS.undecided(
      deployment,
      `its state is ${state ?? "not told"}`,
      "Wait some minutes and run this again",
    );
  if (found.sku && !isSameName(found.sku.name, sku))
    return DEPLOYMENTS.undecided(
      deployment,
      `it serves ${serves} as ${found.sku.name}, not ${sku}: its quota and where data is processed differ`,
      "Apply the entry, or correct its sku",
    );
  return DEPLOYMENTS.fine(deployment, `serves ${serves}`);
};

/** Whether each declared model is deployed under its name. @param areThere whether the declaration says that they exist */
export const checkDeployments = (
  place: AccountPlace,
  models: readonly DeclaredDeployment[],
  { deployments }: FoundryView,
  areThere: boolean,
): CheckResult[] => {
  if (models.length === 0) return [];
  if (deployments instanceof ApiFailure) {
    const subject = models.map(({ deployment }) => deployment).join(", ");
    const permission = "Microsoft.CognitiveServices/accounts/deployments/read";
    return [DEPLOYMENTS.unread(subject, deployments, { permission, role: "Reader", scope: accountId(place) })];
  }
  return models.map((declared) => {
    const found = deploymentOf(deployments, declared);
    if (found !== undefined) return judge(declared, found);
    const { deployment, model } = declared;
    return areThere
      ? DEPLOYMENTS.blocked(
          deployment,
          `${model} is not deployed under this name, although the entry says so`,
          "Correct the entry, or leave out existing",
        )
      : DEPLOYMENTS.toCome(deployment, `${model} is not deployed yet`, "Apply the entry, which deploys it");
  });
};
