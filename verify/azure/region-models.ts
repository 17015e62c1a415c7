import { z } from "zod";
import { AZURE_APIS } from "../../catalog/azure-api";
import { ApiFailure } from "../api-failure";
import type { ArmApi, Reading } from "./arm-api";
import type { DeclaredDeployment } from "./check-deployments";
import type { Needed } from "./reporter";
import { isSameName } from "./same-name";

const MODEL = z.object({
  kind: z.string().nullish(),
  model: z
    .object({
      format: z.string().nullish(),
      name: z.string().nullish(),
      version: z.string().nullish(),
      skus: z.array(z.object({ name: z.string().nullish(), usageName: z.string().nullish() })).nullish(),
    })
    .nullish(),
});

/** One way in which a region offers a model. */
export interface OfferedModel {
  readonly name: string;
  readonly version: string;
  readonly sku: string;
  /** Name of the quota that it takes from; the same model has another one where Azure hosts it. */
  readonly usageName?: string;
}

const offersOf = ({ kind, model }: z.infer<typeof MODEL>): OfferedModel[] => {
  const { format, name, version, skus } = model ?? {};
  if (!isSameName(format ?? "", "Anthropic") || !isSameName(kind ?? "AIServices", "AIServices")) return [];
  if (!name || !version) return [];
  return (skus ?? []).flatMap(({ name: sku, usageName }) =>
    sku ? [{ name, version, sku, ...(usageName ? { usageName } : {}) }] : [],
  );
};

/** Where models are deployed. */
export interface Region {
  readonly subscription: string;
  readonly location: string;
}

/** Where a region's models and quota are listed. */
export const regionPath = ({ subscription, location }: Region): string =>
  `/subscriptions/${subscription}/providers/Microsoft.CognitiveServices/locations/${encodeURIComponent(location)}`;

/** What reading a region's models needs. */
export const modelsNeeded = ({ subscription }: Region): Needed => ({
  permission: "Microsoft.CognitiveServices/locations/models/read",
  role: "Reader",
  scope: `/subscriptions/${subscription}`,
});

/** What a region offers a subscription of Anthropic's models. */
export const readRegionModels = async (api: ArmApi, region: Region): Promise<Reading<readonly OfferedModel[]>> => {
  const read = await api.list(`${regionPath(region)}/models`, AZURE_APIS.cognitiveServices, MODEL);
  return read instanceof ApiFailure ? read : read.flatMap(offersOf);
};

/** The ways in which a declared model is offered as it is declared; several where no version is. */
export const offersFor = (
  offers: readonly OfferedModel[],
  { model, version, sku }: DeclaredDeployment,
): readonly OfferedModel[] =>
  offers.filter(
    (one) =>
      isSameName(one.name, model) && isSameName(one.sku, sku) && (version === undefined || one.version === version),
  );
