import type { Clients } from "../declaration/schema";
import type { ClientWishes } from "../settings/client-settings";

/** What the declaration's `clients:` says, with every value as the text that an environment holds. */
export const clientWishes = (clients: Clients | undefined): ClientWishes => {
  const { deliver, minimumVersion, env } = clients ?? {};
  return {
    ...(deliver === undefined ? {} : { deliver }),
    ...(minimumVersion === undefined ? {} : { minimumVersion }),
    ...(env === undefined
      ? {}
      : { env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)])) }),
  };
};
