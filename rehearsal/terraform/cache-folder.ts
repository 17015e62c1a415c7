import { join } from "node:path";

/** What `cacheFolder` reads. */
export interface CachePlace {
  readonly platform: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Folder of this project in the user's cache, as each system has it; it may not exist yet. */
export const cacheFolder = ({ platform, home, env }: CachePlace): string => {
  const chosen = env.XDG_CACHE_HOME;
  if (chosen !== undefined && chosen !== "") return join(chosen, "claude-code-access");
  if (platform === "win32")
    return join(env.LOCALAPPDATA ?? join(home, "AppData", "Local"), "claude-code-access", "cache");
  if (platform === "darwin") return join(home, "Library", "Caches", "claude-code-access");
  return join(home, ".cache", "claude-code-access");
};
