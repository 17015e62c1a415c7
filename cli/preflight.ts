import { EXIT } from "./exit-codes";
import { loadOrPrint } from "./load";
import { preflightInput } from "./preflight-input";
import { preflightExit, preflightJson, preflightText } from "./preflight-report";
import { printProblems } from "./print";

/** Arguments of `claude-access preflight`. */
export interface PreflightOptions {
  readonly declaration?: string;
  readonly format: "text" | "json";
}

/** Looks, before an apply, for what would keep the declared principals of one provider entry out; changes nothing. */
export const preflight = async (entry: string, options: PreflightOptions): Promise<number> => {
  const loaded = loadOrPrint(options.declaration);
  if (loaded === undefined) return EXIT.unusable;
  const asked = preflightInput(loaded.declaration, entry);
  if ("problem" in asked) {
    printProblems([asked.problem]);
    return EXIT.unusable;
  }
  const { preflightGoogle } = await import("../verify/google/preflight-google");
  const results = await preflightGoogle(asked.input);
  process.stdout.write(options.format === "json" ? preflightJson(entry, results) : preflightText(results));
  return preflightExit(results);
};
