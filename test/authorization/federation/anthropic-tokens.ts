import type { AnthropicRule } from "../../../authorization/federation/anthropic-rule";
import table from "./tables/anthropic-tokens.json";

type Claims = Readonly<Record<string, unknown>>;

interface TokenRow {
  /** @default github */
  readonly base?: string;
  readonly claims?: Claims;
  readonly without?: readonly string[];
}

/** Tokens of one rule, and where Anthropic says so. */
interface Listed {
  readonly rule: string;
  readonly source: string;
  readonly tokens: readonly string[];
}

const { bases, tokens, ...rest } = table as unknown as {
  readonly time: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, AnthropicRule>>;
  readonly bases: Readonly<Record<string, Claims>>;
  readonly tokens: Readonly<Record<string, TokenRow>>;
  readonly accepted: readonly Listed[];
  readonly undecided: readonly Listed[];
};

const claimsOf = ({ base = "github", claims = {}, without = [] }: TokenRow): Claims =>
  Object.fromEntries(Object.entries({ ...bases[base], ...claims }).filter(([name]) => !without.includes(name)));

/** The table: rules, tokens' claims by name, and the answers that are listed by hand. */
export const ANTHROPIC_TOKENS = {
  ...rest,
  tokens: Object.fromEntries(Object.entries(tokens).map(([name, row]) => [name, claimsOf(row)])),
};
