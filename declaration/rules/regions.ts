import { partitionOf } from "../../catalog/aws-partitions";
import { AWS_REGIONS, areaOf, couldBeRegion } from "../../catalog/aws-regions";
import { GEOGRAPHIES } from "../../catalog/bedrock-profiles";
import { allAws } from "../entries";
import { listed, suggestion, typoOf } from "../nearest-name";
import { pathText } from "../path-text";
import type { Declaration } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

type Path = readonly (string | number)[];

const known = (region: string): string => {
  const near = AWS_REGIONS.names.filter((name) => areaOf(name) === areaOf(region));
  return listed(near.length > 0 ? near : AWS_REGIONS.names);
};

const check = ({ report, note }: RuleContext, path: Path, region: string): void => {
  const at = pathText(path);
  const { refusal } = partitionOf(region);
  if (refusal !== undefined) {
    report("partition", at, `"${region}" is refused: ${refusal}; choose a region of another partition`, region);
    return;
  }
  if (AWS_REGIONS.names.includes(region)) return;
  const near = typoOf(region, AWS_REGIONS.names);
  if (near !== undefined && !couldBeRegion(region)) {
    report("unknown-region", at, `"${region}" is no region; allowed: ${known(near)}; did you mean "${near}"?`, region);
    return;
  }
  const { source, date } = AWS_REGIONS;
  note(
    "unknown-region",
    at,
    `"${region}" is no region that the catalog knows (${source}, ${date}): ${known(region)}; correct it, or acknowledge that AWS has opened it since${suggestion(region, AWS_REGIONS.names)}`,
    region,
  );
};

const regionsOf = (declaration: Declaration): [Path, string][] => [
  ...allAws(declaration).flatMap(([name, { region, signIn }]): [Path, string][] => [
    [["providers", name, "region"], region],
    ...(signIn !== undefined && "identityCenter" in signIn
      ? [[["providers", name, "signIn", "identityCenter", "region"], signIn.identityCenter.region] as [Path, string]]
      : []),
  ]),
  ...Object.entries(declaration.profiles ?? {}).flatMap(([model, byGeography]) =>
    GEOGRAPHIES.flatMap((geography) =>
      (byGeography[geography]?.regions ?? []).map((region, index): [Path, string] => [
        ["profiles", model, geography, "regions", index],
        region,
      ]),
    ),
  ),
];

/** Every AWS region is one that the catalog knows; one that may be new is left to the user, one that is misspelt is not. */
export const regions: Rule = (context) => {
  for (const [path, region] of regionsOf(context.declaration)) check(context, path, region);
};
