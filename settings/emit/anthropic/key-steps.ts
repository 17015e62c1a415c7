import type { AnthropicAwsKeyFacts, ConsoleFacts, GatewayFacts, HelperSignIn } from "../../facts";
import { markdownCode, markdownText } from "../../quote/markdown-text";
import { helperSteps } from "../helper-steps";
import { readerSteps } from "./reader-steps";

/** What a person does besides, where the settings come from a repository. */
export const HELPER_BESIDE_PROJECT = `It names no helper, which would run without being asked for: add ${markdownCode("apiKeyHelper")} of ${markdownCode("settings.json")} to your own settings.`;

/** How a holder gets at a key, and what the client does with it, as paragraphs of Markdown. */
export const keySteps = (
  facts: ConsoleFacts | GatewayFacts | AnthropicAwsKeyFacts,
  signIn: HelperSignIn,
): readonly string[] => [
  `The key ${markdownCode(signIn.key)} of ${markdownText(signIn.source)} is read by a command in the settings, ${markdownCode("apiKeyHelper")}. You need not see it, and no file of settings holds it.`,
  ...readerSteps(facts, signIn),
  ...helperSteps(signIn),
];
