import { markdownBlock } from "../quote/markdown-text";
import { yamlText } from "../quote/yaml-text";

/** The part of a GitHub workflow that signs a job in: an action, and what it is told, in this order. */
export const githubJob = (action: string, inputs: Readonly<Record<string, string | undefined>>): string =>
  markdownBlock(
    "yaml",
    [
      "permissions:",
      "  id-token: write",
      "  contents: read",
      "steps:",
      `  - uses: ${action}`,
      "    with:",
      ...Object.entries(inputs).flatMap(([name, value]) =>
        value === undefined ? [] : [`      ${name}: ${yamlText(value)}`],
      ),
    ].join("\n"),
  );
