import type { Source } from "./source";

/** Names that may reach the line of a credential helper. */
export const HELPER_NAME: Source & { readonly pattern: RegExp; readonly allowed: string } = {
  /** None of these characters means anything to `sh`, to `cmd.exe` or to PowerShell inside of a word; a `-` in front would be an option. */
  pattern: /^[A-Za-z0-9/_.+=@:][A-Za-z0-9/_.+=@:-]*$/,
  allowed: "letters, digits and /_.+=@:-, not beginning with -",
  source: "POSIX.1-2017, Shell Command Language, 2.2 Quoting; learn.microsoft.com, cmd and about_Special_Characters",
  date: "2026-11-23",
};

/** How long a client keeps what its `apiKeyHelper` printed, in seconds. */
export const API_KEY_HELPER_TTL: Source & {
  readonly byDefault: number;
  readonly least: number;
  readonly most: number;
} = {
  byDefault: 300,
  /** Less would run the helper before nearly every request; the client sets no bound. */
  least: 10,
  most: 86_400,
  source: "@anthropic-ai/claude-code 2.1.330, run on loopback",
  date: "2026-11-22",
};
