import { backtickFence } from "../../quoting/code-span";
/** A text inside a paragraph of Markdown, every mark that would format or link it made harmless. */
export const markdownText = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]()#!|<>~&]/g, "\\$&");

/** A text as code in a line; the fence is longer than any run of backticks inside. */
export const markdownCode = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  const fence = backtickFence(line);
  const pad = fence.length > 1 || line.startsWith(" ") || line.endsWith(" ") ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
};

/** A block of code; the fence is longer than any run of backticks inside. */
export const markdownBlock = (language: string, text: string): string => {
  const fence = backtickFence(text, 3);
  return `${fence}${language}\n${text.replace(/\n$/, "")}\n${fence}`;
};
