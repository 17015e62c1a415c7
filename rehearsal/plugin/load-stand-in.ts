import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { anthropicBehaviours } from "../behaviours/anthropic";
import { awsBehaviours } from "../behaviours/aws";
import { azapiBehaviours, azureadBehaviours, azurermBehaviours } from "../behaviours/azure";
import { genericBehaviours } from "../behaviours/generic";
import { googleBehaviours } from "../behaviours/google";
import type { BehaviourRules, Behaviours } from "./behaviour";
import { CloudStore } from "./cloud-store";
import { StandIn } from "./provider";
import type { ProviderSchema } from "./schema";

const BEHAVIOURS: Readonly<Record<string, () => Behaviours>> = {
  anthropic: anthropicBehaviours,
  aws: awsBehaviours,
  azapi: azapiBehaviours,
  azuread: azureadBehaviours,
  azurerm: azurermBehaviours,
  google: googleBehaviours,
};

/** The schema file of a provider in a folder, `aws-5.100.0.json`. */
export const schemaFileOf = (folder: string, name: string): string => {
  const file = readdirSync(folder).find((entry) => entry.startsWith(`${name}-`) && entry.endsWith(".json"));
  if (file === undefined) throw new Error(`rehearsal: no schema of provider "${name}" in ${folder}`);
  return join(folder, file);
};

/** A stand-in for a provider, from its schema file, the table of behaviour beside it, and what is known in code. */
export const loadStandIn = (props: { name: string; schemaFolder: string; cloudFile: string }): StandIn => {
  const { name, schemaFolder, cloudFile } = props;
  const file = schemaFileOf(schemaFolder, name);
  const rules = file.replace(/([^/\\]+)$/, "behaviour-$1");
  const read = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8")) as T;
  return new StandIn(
    read<ProviderSchema>(file),
    existsSync(rules) ? read<Record<string, BehaviourRules>>(rules) : {},
    (BEHAVIOURS[name] ?? genericBehaviours)(),
    new CloudStore(cloudFile),
  );
};
