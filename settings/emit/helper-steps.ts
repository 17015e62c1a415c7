import { API_KEY_HELPER_TTL } from "../../catalog/api-key-helper";
import type { HelperSignIn } from "../facts";
import { markdownCode } from "../quote/markdown-text";

/**
 * What the client does with its helper, as paragraphs of Markdown; as seen with client 2.1.330 (`test/lanes/client`). Where
 * sign-ins lie, and where a helper is called: code.claude.com/docs/en/authentication, Credential management, 2026-11-23.
 */
export const helperSteps = ({
  needs,
  windows,
  ttlSeconds = API_KEY_HELPER_TTL.byDefault,
}: HelperSignIn): readonly string[] => [
  `The machine needs ${needs}. ${windows === undefined ? "There is no such tool on Windows, so there are no settings for it." : `On Windows take the files in ${markdownCode("windows/")}: its shell reads another line.`}`,
  `Claude Code runs the command when it first needs the key, again after ${ttlSeconds} seconds (in the background: the request of that moment still has the old key), and again when the API answers 401. So a new key takes at most that long to arrive, and an old one should stay valid for as long.`,
  "Should the command fail, print nothing or print two lines, Claude Code tries three times within seconds, says that the apiKeyHelper script is failing, and ends. It waits ten minutes at most.",
  "The key stays in the memory of the client. What a person signs in with besides is stored in the keychain on macOS, and on Linux and Windows in `.credentials.json` in their configuration folder: on Linux only they can read it, on Windows whoever can read their profile folder. Only Claude Code in a terminal calls the helper: Claude Desktop and remote sessions do not.",
];
