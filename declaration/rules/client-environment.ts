import { OWNED_VARIABLES } from "../../catalog/client-variables";
import type { Rule } from "./rule-context";

/** What decides where a client goes, as whom and with which model comes from the access, not from `clients.env`. */
export const clientEnvironment: Rule = ({ declaration, report }) => {
  for (const name of Object.keys(declaration.clients?.env ?? {})) {
    if (!OWNED_VARIABLES.has(name)) continue;
    report(
      "owned-variable",
      `clients.env.${name}`,
      `${name} decides where the client goes; it follows from providers and models, remove it`,
      name,
    );
  }
};
