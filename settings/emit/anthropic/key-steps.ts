import type { ConsoleFacts, GatewayFacts, HelperSignIn } from "../../facts";
import { markdownCode, markdownText } from "../../quote/markdown-text";
import { helperSteps } from "../helper-steps";
import { readerSteps } from "./reader-steps";

/** How a holder gets at a key, and what the client does with it, as paragraphs of Markdown. */
export const keySteps = (facts: ConsoleFacts | GatewayFacts, signIn: HelperSignIn): readonly string[] => [
  `The key ${markdownCode(signIn.key)} of ${markdownText(signIn.source)} is read by a command in the settings, ${markdownCode("apiKeyHelper")}. You need not see it, and no file of settings holds it.`,
  ...readerSteps(facts, signIn),
  ...helperSteps(signIn),
];
