import type { Credential, GoogleProvider } from "../../../authorization/federation/google-provider";
import table from "./tables/google-tokens.json";

interface TokenRow {
  readonly kind?: "saml";
  readonly base: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly without?: readonly string[];
}

interface Listed {
  readonly token: string;
  readonly provider: string;
  readonly source: string;
  /** What follows the pool's name. */
  readonly principals?: readonly string[];
}

const { bases, tokens, ...rest } = table as unknown as {
  readonly time: string;
  readonly sources: Readonly<Record<string, string>>;
  readonly providers: Readonly<Record<string, GoogleProvider>>;
  readonly bases: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly tokens: Readonly<Record<string, TokenRow>>;
  readonly accepted: readonly Listed[];
  readonly undecided: readonly Listed[];
};

const credentialOf = ({ kind = undefined, base, claims = {}, without = [] }: TokenRow): Credential => {
  const all = Object.entries({ ...bases[base], ...claims }).filter(([name]) => !without.includes(name));
  const held = Object.fromEntries(all);
  return kind === "saml" ? ({ kind: "saml", ...held } as unknown as Credential) : { kind: "oidc", claims: held };
};

/** The table: providers, credentials by name, and the answers that are listed by hand. */
export const GOOGLE_TOKENS = {
  ...rest,
  credentials: Object.fromEntries(Object.entries(tokens).map(([name, row]) => [name, credentialOf(row)])),
};
