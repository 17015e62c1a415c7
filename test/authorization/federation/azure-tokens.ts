import type { AzureCredential } from "../../../authorization/federation/azure-credential";
import table from "./tables/azure-tokens.json";

type Claims = Readonly<Record<string, unknown>>;

interface TokenRow {
  /** @default github */
  readonly base?: string;
  readonly claims?: Claims;
  readonly without?: readonly string[];
}

/** Tokens of one credential, and where Microsoft says so. */
interface Listed {
  readonly credential: string;
  readonly source: string;
  readonly tokens: readonly string[];
}

const { bases, tokens, ...rest } = table as unknown as {
  readonly time: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly credentials: Readonly<Record<string, AzureCredential>>;
  readonly bases: Readonly<Record<string, Claims>>;
  readonly tokens: Readonly<Record<string, TokenRow>>;
  readonly accepted: readonly Listed[];
  readonly undecided: readonly Listed[];
};

const claimsOf = ({ base = "github", claims = {}, without = [] }: TokenRow): Claims =>
  Object.fromEntries(Object.entries({ ...bases[base], ...claims }).filter(([name]) => !without.includes(name)));

/** The table: credentials, tokens' claims by name, and the answers that are listed by hand. */
export const AZURE_TOKENS = {
  ...rest,
  tokens: Object.fromEntries(Object.entries(tokens).map(([name, row]) => [name, claimsOf(row)])),
};
