import { z } from "zod";
import { AZURE_APIS } from "../../catalog/azure-api";
import { ApiFailure } from "../api-failure";
import type { CheckResult } from "../check-result";
import type { ArmApi, Reading } from "./arm-api";
import { type DeclaredDeployment, deploymentOf } from "./check-deployments";
import type { FoundryDeployment } from "./foundry-account";
import { modelsNeeded, type OfferedModel, offersFor, type Region, regionPath } from "./region-models";
import { reporter } from "./reporter";
import { isSameName } from "./same-name";

const QUOTA = reporter("quota", "https://learn.microsoft.com/en-us/azure/foundry/openai/how-to/quota");

const USAGE = z.object({
  name: z.object({ value: z.string().nullish() }).nullish(),
  currentValue: z.number().nullish(),
  limit: z.number().nullish(),
});
type Usage = z.infer<typeof USAGE>;

/** What of a quota is still to be taken; deployments that are there have theirs already. */
interface Demand {
  readonly usageName: string;
  readonly more: number;
  /** Whether it may be less, since nobody could see what is there. */
  readonly isAtMost: boolean;
}

const moreOf = (declared: DeclaredDeployment, deployments: Reading<readonly FoundryDeployment[]>): number => {
  const found = deployments instanceof ApiFailure ? undefined : deploymentOf(deployments, declared);
  const isSameQuota =
    found?.sku &&
    isSameName(found.sku.name, declared.sku) &&
    isSameName(found.properties.model.name, declared.model) &&
    (declared.version === undefined || found.properties.model.version === declared.version);
  return Math.max(0, declared.capacity - (isSameQuota ? (found.sku?.capacity ?? 0) : 0));
};

const unnamed = ({ model }: DeclaredDeployment, names: readonly string[]): CheckResult => {
  if (names.length > 0)
    return QUOTA.undecided(
      model,
      `which quota it takes depends on its version: ${names.join(", ")}`,
      "Declare a version",
    );
  const remedy = "Look at the model's quota in the portal of Foundry";
  return QUOTA.unchecked(model, "the region does not name its quota", remedy);
};

const demandsOf = (
  models: readonly DeclaredDeployment[],
  offers: readonly OfferedModel[],
  deployments: Reading<readonly FoundryDeployment[]>,
): { readonly demands: readonly Demand[]; readonly unknown: readonly CheckResult[] } => {
  const more = new Map<string, number>();
  const unknown: CheckResult[] = [];
  for (const declared of models) {
    const offered = offersFor(offers, declared);
    // What is not offered at all is told by the check of models.
    if (offered.length === 0) continue;
    const names = new Set(offered.flatMap((one) => one.usageName ?? []));
    const [usageName] = names;
    if (usageName === undefined || names.size > 1) unknown.push(unnamed(declared, [...names].sort()));
    else more.set(usageName, (more.get(usageName) ?? 0) + moreOf(declared, deployments));
  }
  const isAtMost = deployments instanceof ApiFailure;
  return { demands: [...more].map(([usageName, thousands]) => ({ usageName, more: thousands, isAtMost })), unknown };
};

const judgeQuota = ({ usageName, more, isAtMost }: Demand, usages: readonly Usage[], region: Region): CheckResult => {
  const usage = usages.find(({ name }) => isSameName(name?.value ?? "", usageName));
  const { limit, currentValue } = usage ?? {};
  if (typeof limit !== "number" || typeof currentValue !== "number") {
    const remedy = `See: az cognitiveservices usage list --location ${region.location} --subscription ${region.subscription}`;
    return QUOTA.unchecked(usageName, `${region.location} does not tell how much is left`, remedy);
  }
  const left = limit - currentValue;
  const words = `${left} of ${limit} thousand tokens a minute are left in ${region.location}, ${isAtMost ? "at most " : ""}${more} more are declared`;
  if (more <= left) return QUOTA.fine(usageName, words);
  const remedy = "declare less capacity, ask for quota, or purge deleted accounts, which hold theirs for 48 hours";
  if (!isAtMost) return QUOTA.blocked(usageName, words, `Make room: ${remedy}`);
  return QUOTA.unchecked(usageName, words, `Let the deployments be read, or: ${remedy}`);
};

/** Whether the region's quota is enough for what is declared and not there yet. */
export const checkQuota = async (
  api: ArmApi,
  region: Region,
  models: readonly DeclaredDeployment[],
  offers: Reading<readonly OfferedModel[]>,
  deployments: Reading<readonly FoundryDeployment[]>,
): Promise<CheckResult[]> => {
  if (models.length === 0) return [];
  const subject = `quota in ${region.location}`;
  if (offers instanceof ApiFailure) return [QUOTA.unread(subject, offers, modelsNeeded(region))];
  const usages = await api.list(`${regionPath(region)}/usages`, AZURE_APIS.cognitiveServices, USAGE);
  if (usages instanceof ApiFailure)
    return [
      QUOTA.unread(subject, usages, {
        permission: "Microsoft.CognitiveServices/locations/usages/read",
        role: "Cognitive Services Usages Reader",
        scope: `/subscriptions/${region.subscription}`,
      }),
    ];
  const { demands, unknown } = demandsOf(models, offers, deployments);
  return [...demands.map((demand) => judgeQuota(demand, usages, region)), ...unknown];
};
