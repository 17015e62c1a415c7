import type { CheckResult } from "../verify/check-result";
import { EXIT } from "./exit-codes";
import { loadOrPrint } from "./load";
import { type PreflightInput, preflightInput } from "./preflight-input";
import { preflightExit, preflightJson, preflightText } from "./preflight-report";
import { printProblems } from "./print";

/** Arguments of `claude-access preflight`. */
export interface PreflightOptions {
  readonly declaration?: string;
  readonly format: "text" | "json";
}

/** Loads the cloud's SDK only now: it takes longer than a mistake in the arguments should. */
const looked = async (asked: Exclude<PreflightInput, { problem: string }>): Promise<readonly CheckResult[]> => {
  if (asked.route === "foundry") return (await import("../verify/azure/preflight-azure")).preflightAzure(asked.input);
  return (await import("../verify/google/preflight-google")).preflightGoogle(asked.input);
};

/** Looks, before an apply, for what would keep the declared principals of one provider entry out; changes nothing. */
export const preflight = async (entry: string, options: PreflightOptions): Promise<number> => {
  const loaded = loadOrPrint(options.declaration);
  if (loaded === undefined) return EXIT.unusable;
  const asked = preflightInput(loaded.declaration, entry);
  if ("problem" in asked) {
    printProblems([asked.problem]);
    return EXIT.unusable;
  }
  const results = await looked(asked);
  process.stdout.write(options.format === "json" ? preflightJson(entry, results) : preflightText(results));
  return preflightExit(results);
};
