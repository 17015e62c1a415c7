import { join } from "node:path";
import { cacheFolder } from "../../../rehearsal/terraform/cache-folder";

const home = join("/", "home", "jane");

test.each([
  ["linux", {}, join(home, ".cache", "claude-code-access")],
  ["linux", { XDG_CACHE_HOME: join("/", "fast") }, join("/", "fast", "claude-code-access")],
  ["linux", { XDG_CACHE_HOME: "" }, join(home, ".cache", "claude-code-access")],
  ["darwin", {}, join(home, "Library", "Caches", "claude-code-access")],
  ["win32", { LOCALAPPDATA: join("/", "local") }, join("/", "local", "claude-code-access", "cache")],
  ["win32", {}, join(home, "AppData", "Local", "claude-code-access", "cache")],
])("is where %s keeps what can be had again, with %j", (platform, env, expected) => {
  expect(cacheFolder({ platform, home, env })).toBe(expected);
});
