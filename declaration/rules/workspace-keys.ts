import type { AnthropicAwsEntry } from "../schema";
import type { Rule } from "./rule-context";

/** Keys of an entry that say who its identities are. */
const OF_IDENTITIES = [
  "signIn",
  "deploy",
  "permissionsBoundary",
  "rolePath",
  "namePrefix",
  "tags",
  "sessionMinutes",
  "identityProviders",
] as const satisfies readonly (keyof AnthropicAwsEntry)[];

/** A workspace of Claude Platform on AWS is reached by identities of AWS, or by a key of it. */
export const workspaceKeys: Rule = ({ declaration, report }) => {
  for (const [name, entry] of Object.entries(declaration.providers)) {
    if (entry.route !== "anthropic-aws") continue;
    if (entry.key === undefined) {
      if (entry.keyTtlSeconds === undefined) continue;
      const message = "says how long a key is kept, and there is none; remove it, or add key";
      report("ttl-without-key", `providers.${name}.keyTtlSeconds`, message);
      continue;
    }
    for (const key of OF_IDENTITIES) {
      if (entry[key] === undefined) continue;
      const message =
        "is about identities of AWS, and with a key nobody shows one: the client sends the key in place of a signature; remove one of the two";
      report("two-credentials", `providers.${name}.${key}`, message);
    }
  }
};
