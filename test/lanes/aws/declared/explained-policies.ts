import { spawnSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "../../../..");

interface Policies {
  readonly plan: Readonly<Record<string, unknown>>;
  readonly apply: Readonly<Record<string, unknown>>;
}

/** What `claude-access explain --deployer` prints for a declaration: by stack, for the account of its entry. */
export const explainedPolicies = (file: string): Record<string, Policies> => {
  const loader = join(ROOT, "node_modules/tsx/dist/loader.mjs");
  const args = ["--import", loader, join(ROOT, "cli/claude-access.ts"), "explain", "--deployer", "--declaration", file];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  const { stacks } = JSON.parse(stdout) as { stacks: Record<string, Record<string, Policies>> };
  return Object.fromEntries(
    Object.entries(stacks).map(([stack, accounts]) => {
      const [policies] = Object.entries(accounts).flatMap(([name, found]) =>
        name.startsWith("account ") ? [found] : [],
      );
      if (policies === undefined) throw new Error(`${stack} has no account`);
      return [stack, policies];
    }),
  );
};
