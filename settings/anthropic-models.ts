import { findModel } from "../catalog/models";
import type { GatewayFacts, GrantedModel } from "./facts";

/** One chosen model, by its name in the catalog. */
interface Chosen {
  readonly model: string;
  readonly retiringUntil?: string;
}

/** What an API calls a model; undefined: the catalog does not know that it has it. */
const idOn = (api: GatewayFacts["api"], model: string, geography: GatewayFacts["geography"]): string | undefined => {
  const known = findModel(model);
  switch (api) {
    case "bedrock":
      if (known?.bedrock === undefined) return undefined;
      return geography === undefined || geography === "in-region" ? known.bedrock : `${geography}.${known.bedrock}`;
    case "vertex":
      return known?.vertex;
    case "foundry":
      return known?.id;
    default:
      return known?.anthropic;
  }
};

/**
 * Chosen models under the names that a client sends, on Anthropic's API or behind a gateway.
 *
 * @param names what a gateway calls a model, by its name in the catalog
 * @throws Error for a model that the catalog does not know there: the loader refuses it
 */
export const anthropicModels = (
  chosen: readonly Chosen[],
  {
    api = "anthropic",
    geography,
    names = {},
  }: {
    readonly api?: GatewayFacts["api"];
    readonly geography?: GatewayFacts["geography"];
    readonly names?: Readonly<Record<string, string>>;
  } = {},
): readonly GrantedModel[] =>
  chosen.map(({ model, retiringUntil }) => {
    const family = findModel(model)?.family;
    const target = Object.hasOwn(names, model) ? names[model] : idOn(api, model, geography);
    if (family === undefined || target === undefined)
      throw new Error(`The catalog knows no model "${model}" there; name one of catalog/models.ts`);
    return { model, family, target, ...(retiringUntil === undefined ? {} : { retiringUntil }) };
  });
