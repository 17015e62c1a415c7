import {
  findDestinations,
  GEOGRAPHIES,
  type Geography,
  knownGeographies,
  sourceRegionsOf,
} from "../../catalog/bedrock-profiles";
import { mantleIdOf, mantleModels } from "../../catalog/mantle-models";
import { findModel } from "../../catalog/models";
import { awsEntriesOf } from "../entries";
import { modelSetOf, modelsOf } from "../models-of";
import { pathText } from "../path-text";
import type { AwsEntry, Declaration } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

/** How an entry calls models on Amazon Bedrock. */
interface BedrockPlace {
  readonly region: string;
  readonly geography: Geography;
  /** Whether a plan may ask AWS where a profile sends requests. */
  readonly asks: boolean;
}

const bedrockOf = (entry: AwsEntry): BedrockPlace | undefined => {
  const { region } = entry;
  if (entry.route === "bedrock") return { region, geography: entry.geography, asks: entry.resolve === "plan" };
  return entry.route === "mantle" && entry.bedrock !== undefined
    ? { region, geography: entry.bedrock.geography, asks: false }
    : undefined;
};

const isKnown = ({ profiles = {} }: Declaration, model: string, { geography, region }: BedrockPlace): boolean => {
  const own = Object.hasOwn(profiles, model) ? profiles[model]?.[geography] : undefined;
  if (geography === "in-region") return own?.regions.includes(region) ?? false;
  return own !== undefined || findDestinations(model, geography) !== undefined;
};

/** Regions that a declaration adds to a profile lie in its geography: nothing gets wider than its name says. */
const checkProfiles = ({ declaration, report }: RuleContext): void => {
  for (const [model, byGeography] of Object.entries(declaration.profiles ?? {})) {
    for (const geography of GEOGRAPHIES) {
      const prefixes = sourceRegionsOf(geography);
      if (prefixes === undefined) continue;
      (byGeography[geography]?.regions ?? []).forEach((region, index) => {
        const inGov = region.startsWith("us-gov-");
        if (prefixes.some((prefix) => region.startsWith(prefix)) && inGov === (geography === "us-gov")) return;
        const at = pathText(["profiles", model, geography, "regions", index]);
        const allowed = prefixes.map((prefix) => `${prefix}…`).join(", ");
        report("profile-region", at, `"${region}" lies outside of ${geography}; allowed: ${allowed}`, region);
      });
    }
  }
};

const wayOut = (model: string, geography: Geography, route: AwsEntry["route"]): string => {
  const offered = knownGeographies(model);
  const known = offered.length > 0 ? `known for it: ${offered.join(", ")}` : "the catalog knows no geography for it";
  const list = `list its regions under profiles.${model}.${geography}`;
  return geography === "in-region" || geography === "global" || route !== "bedrock"
    ? `${known}; choose another model or geography, or ${list}`
    : `${known}; choose another model or geography, or ${list}, or set "resolve: plan" to read them from AWS`;
};

/** A model that Mantle has not, where nothing stands beside it. */
const refuseOffMantle = (
  { report }: RuleContext,
  team: string,
  set: string | undefined,
  model: string,
  entryName: string,
): void =>
  report(
    "model-not-offered",
    `teams.${team}.models`,
    `"${model}" of the set "${set}" is not on Bedrock Mantle, which ${entryName} needs; allowed: ${mantleModels().join(", ")}; choose another model, or let it go through Amazon Bedrock by providers.${entryName}.bedrock.geography`,
    set,
  );

/** Every model that a team gets at an entry is offered in its geography, as far as anybody knows. */
export const offeredModels: Rule = (context) => {
  const { declaration, report } = context;
  checkProfiles(context);
  for (const [name, team] of Object.entries(declaration.teams)) {
    const set = modelSetOf(declaration, team);
    if (set === undefined) continue;
    for (const [entryName, entry] of awsEntriesOf(declaration, team)) {
      const place = bedrockOf(entry);
      for (const model of modelsOf(set)) {
        if (findModel(model) === undefined || entry.route === "anthropic-aws") continue;
        if (entry.route === "mantle" && mantleIdOf(model) !== undefined) continue;
        if (place === undefined) {
          refuseOffMantle(context, name, team.models, model, entryName);
          continue;
        }
        const { geography, asks } = place;
        if (isKnown(declaration, model, place)) continue;
        if (asks && geography !== "in-region" && geography !== "global") continue;
        report(
          "model-not-offered",
          `teams.${name}.models`,
          `"${model}" of the set "${team.models}" has no known ${geography} profile, which ${entryName} needs; ${wayOut(model, geography, entry.route)}`,
          team.models,
        );
      }
    }
  }
};
