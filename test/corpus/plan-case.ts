import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type CorpusCase, planFileOf } from "./corpus-case";
import { normalisedPlan } from "./normalised-plan";

/** Terraform in one folder. */
export interface Terraform {
  /** Gets it ready for the configuration that lies there now. */
  ready(): Promise<void>;
  apply(): Promise<void>;
  /** `terraform show -json` of a new plan. */
  plan(): Promise<string>;
}

const isConfiguration = (file: string): boolean => /\.tf(\.json)?$/.test(file) && !file.includes("override");

/** Lays a configuration into a folder, in place of the one that is there. */
const lay = (from: string, folder: string): void => {
  for (const file of readdirSync(folder).filter(isConfiguration)) rmSync(join(folder, file));
  for (const file of readdirSync(from).filter(isConfiguration)) cpSync(join(from, file), join(folder, file));
};

const planStack = async (source: string, folder: string, terraformIn: (folder: string) => Terraform) => {
  mkdirSync(folder, { recursive: true });
  const modules = join(source, "modules");
  if (existsSync(modules)) cpSync(modules, join(folder, "modules"), { recursive: true });
  const before = join(source, "before");
  lay(existsSync(before) ? before : source, folder);
  const terraform = terraformIn(folder);
  await terraform.ready();
  if (existsSync(before)) {
    await terraform.apply();
    lay(source, folder);
    await terraform.ready();
  }
  return normalisedPlan(await terraform.plan());
};

/**
 * Plans every stack of a case: what lies in `before/` is applied first.
 *
 * @param folder an empty folder to work in
 * @returns the plans by the file in which they are kept
 */
export const planCase = async (
  one: CorpusCase,
  folder: string,
  terraformIn: (folder: string) => Terraform,
): Promise<ReadonlyMap<string, string>> => {
  const plans = new Map<string, string>();
  for (const stack of one.stacks)
    plans.set(planFileOf(one, stack), await planStack(join(one.folder, stack), join(folder, stack), terraformIn));
  return plans;
};

/** Files whose plan is not the one that is kept. */
export const changedPlans = (plans: ReadonlyMap<string, string>): readonly string[] =>
  [...plans].filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text).map(([file]) => file);
