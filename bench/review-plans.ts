import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformRun } from "../test/lanes/rehearsal/terraform-run";
import { type BenchCloud, declarationOf, ENTRY_OF } from "./declaration";

const PROVIDERS = { aws: ["aws"], azure: ["azurerm", "azuread", "azapi"], google: ["google"] } as const;

/** The text of a plan in which everything exists and one model is taken from everybody: each change with both sides. */
const withBefore = (text: string): string => {
  const plan = JSON.parse(text);
  const older = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll("claude-opus-4-8", "claude-opus-4-7"));
  for (const { change, mode } of plan.resource_changes) {
    if (mode === "data") continue;
    change.before = older(change.after);
    change.actions = ["update"];
  }
  for (const change of Object.values<Record<string, unknown>>(plan.output_changes)) change.before = older(change.after);
  return JSON.stringify(plan);
};

/** Writes what real Terraform plans for so many teams on stand-ins, new and as a change; the folder gets `new.json` and `change.json`. */
export const reviewPlans = async (cloud: BenchCloud, teams: number, folder: string): Promise<void> => {
  const run = await TerraformRun.start(...PROVIDERS[cloud]);
  try {
    const entry = ENTRY_OF[cloud];
    run.synth(JSON.stringify(declarationOf(teams, cloud)));
    await run.terraform(entry, "init", "-no-color", "-input=false");
    await run.terraform(entry, "plan", "-no-color", "-input=false", "-out=plan");
    const text = await run.terraform(entry, "show", "-json", "plan");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "new.json"), text);
    writeFileSync(join(folder, "change.json"), withBefore(text));
  } finally {
    run.stop();
  }
};
