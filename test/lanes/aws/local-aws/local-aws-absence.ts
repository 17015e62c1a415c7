import { spawnSync } from "node:child_process";
import { venvAbsence } from "./ensure-venv";

/** Why the local AWS cannot be used with the real Terraform on this machine, or undefined when it can. */
export const localAwsAbsence = (environment: NodeJS.ProcessEnv = process.env): string | undefined => {
  const terraform = environment.TERRAFORM_BINARY_NAME ?? "terraform";
  const { error } = spawnSync(terraform, ["version"], { timeout: 20_000 });
  if (error !== undefined) return `${terraform} cannot be started (${error.message})`;
  return venvAbsence(environment);
};
