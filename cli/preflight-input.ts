import { listed, suggestion } from "../declaration/nearest-name";
import type { Declaration } from "../declaration/schema";
import type { PreflightGoogle } from "../verify/google/preflight-google";

/** What a preflight looks at, or why there is nothing to look at. */
export type PreflightInput = { readonly input: PreflightGoogle } | { readonly problem: string };

/** What is to be looked at for one provider entry. No route has a preflight yet. */
export const preflightInput = ({ providers }: Declaration, entryName: string): PreflightInput => {
  const names = Object.keys(providers).sort();
  const entry = Object.hasOwn(providers, entryName) ? providers[entryName] : undefined;
  if (entry === undefined) {
    const near = suggestion(entryName, names);
    return { problem: `"${entryName}" is not declared under providers; entries: ${listed(names)}${near}` };
  }
  return {
    problem: `"${entryName}" is of route ${entry.route}, which has no preflight; claude-access check judges it`,
  };
};
