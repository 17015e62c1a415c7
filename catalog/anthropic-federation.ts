import { createHash } from "node:crypto";
import { ENTRA_LIFETIME, type ExchangedToken, FEDERATION_SCOPE } from "./exchanged-tokens";
import { type FormerNames, nameAtBirth } from "./former-names";
import type { Source } from "./source";

const REFERENCE = "https://platform.claude.com/docs/en/manage-claude/wif-reference";

/** Names of issuers, service accounts and rules: `^[a-z0-9-]+$`, each unique of its kind in an organization. */
export const FEDERATION_NAMES: Source & { readonly pattern: RegExp; readonly longest: number } = {
  pattern: /^[a-z0-9-]+$/,
  longest: 255,
  source: REFERENCE,
  date: "2026-11-23",
};

/** How a token's dates are judged: seconds of grace, and the longest life where an issuer says nothing else. */
export const TOKEN_DATES: Source & { readonly graceSeconds: number; readonly lifetimeSeconds: number } = {
  graceSeconds: 30,
  lifetimeSeconds: 3_600,
  source: REFERENCE,
  date: "2026-11-23",
};

/** How long an exchanged token is valid, where nothing else is declared. */
export const EXCHANGED_LIFETIME: Source & { readonly seconds: number } = {
  seconds: 3_600,
  source: REFERENCE,
  date: "2026-11-23",
};

/** Issuers that everybody can get tokens of, in an account of their own; a rule there must pin whose it is. */
export const SHARED_ISSUERS: Source & { readonly issuers: readonly RegExp[] } = {
  issuers: [
    /^https:\/\/token\.actions\.githubusercontent\.com$/,
    /^https:\/\/gitlab\.com$/,
    /^https:\/\/agent\.buildkite\.com$/,
    /^https:\/\/app\.terraform\.io$/,
    /^https:\/\/accounts\.google\.com$/,
  ],
  source: "https://platform.claude.com/docs/en/api/beta/organization/federation/rules/create",
  date: "2026-11-23",
};

/** Entra's issuers, whose tokens carry one holder's object id in `oid` and the tenant in `tid`. */
export const ENTRA_ISSUERS: Source & { readonly issuers: RegExp; readonly holder: string } = {
  issuers: /^https:\/\/(login\.microsoftonline\.com\/[^/]+\/v2\.0|sts\.windows\.net\/[^/]+\/)$/,
  holder: "oid",
  source: "https://platform.claude.com/docs/en/manage-claude/wif-providers/azure",
  date: "2026-11-23",
};

/** Whose place an object is made for. */
export interface FederationPlace {
  readonly organization: string;
  readonly entry: string;
}

/** An address as part of a name: `https://k8s.acme.example/prod` is `k8s-acme-example-prod`. */
const slugOf = (issuer: string): string =>
  issuer
    .replace(/^https:\/\//, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .toLowerCase();

const shortened = (name: string): string => {
  if (name.length <= FEDERATION_NAMES.longest) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, FEDERATION_NAMES.longest - hash.length - 1)}-${hash}`;
};

/** Name of an issuer in an Anthropic organization. Two addresses may get the same one: what is declared is looked through for it. */
export const issuerName = ({ organization, entry }: FederationPlace, issuer: string): string =>
  shortened([organization, entry, slugOf(issuer)].join("-"));

/** Name of a holder's service account, and of its rule: `acme-machines-payments-ci-deploy`. */
export const holderName = (
  { organization, entry }: FederationPlace,
  { team, identity, formerly }: { readonly team: string; readonly identity: string; readonly formerly?: FormerNames },
): string => [organization, entry, nameAtBirth(team, formerly), ...identity.split("/")].join("-");

/** What a rule asks of a token, as the API takes it. */
export interface FederationMatch {
  /** Compared whole, since it never ends in `*`. */
  readonly subject_prefix?: string;
  /** @default Anthropic's own */
  readonly audience?: string;
  readonly claims?: Readonly<Record<string, string>>;
}

/**
 * What pins a token to its holder. Throws for a value that is empty or holds `*`: a subject that ends so would be a prefix.
 *
 * @param name of the rule, for the error
 */
export const matchOf = (name: string, { claims }: ExchangedToken): FederationMatch => {
  const { sub, aud, ...others } = claims;
  const wide = Object.entries(claims).find(([, value]) => value === "" || value.includes("*"));
  if (wide !== undefined)
    throw new Error(`${name}: the claim ${wide[0]} is "${wide[1]}"; a rule takes one value each, written out`);
  return {
    ...(sub === undefined ? {} : { subject_prefix: sub }),
    ...(aud === undefined ? {} : { audience: aud }),
    ...(Object.keys(others).length === 0 ? {} : { claims: others }),
  };
};

/** An issuer to be made. */
export interface PlannedIssuer {
  readonly name: string;
  /** `issuer_url`, byte for byte as tokens have it in `iss`. */
  readonly issuer: string;
  /** Longest life of a token, from `iat` to `exp`. @default 3600, Anthropic's own */
  readonly maxJwtLifetimeSeconds?: number;
}

/** An issuer, as it is made for one entry. */
export const plannedIssuer = (place: FederationPlace, issuer: string): PlannedIssuer => ({
  name: issuerName(place, issuer),
  issuer,
  ...(ENTRA_ISSUERS.issuers.test(issuer) ? { maxJwtLifetimeSeconds: ENTRA_LIFETIME.seconds } : {}),
});

/** A holder of a token that is exchanged. */
export interface FederatedHolder {
  readonly team: string;
  /** `ci/NAME` or `workload/NAME`. */
  readonly identity: string;
  readonly formerly?: FormerNames;
  readonly token: ExchangedToken;
}

/** A service account, its membership and its rule, which bear one name. */
export interface PlannedHolder {
  readonly team: string;
  readonly identity: string;
  readonly name: string;
  /** Name of the issuer that the rule is for. */
  readonly issuer: string;
  readonly organizationRole: "developer";
  readonly workspaceRole: "workspace_developer";
  readonly match: FederationMatch;
  readonly scope: (typeof FEDERATION_SCOPE)["scope"];
  readonly tokenLifetimeSeconds: number;
}

/** A holder, as it is made for one entry. Throws as `matchOf` does. */
export const plannedHolder = (
  place: FederationPlace & { readonly tokenLifetimeSeconds?: number },
  holder: FederatedHolder,
): PlannedHolder => {
  const { team, identity, token } = holder;
  const name = holderName(place, holder);
  return {
    ...{ team, identity, name },
    issuer: issuerName(place, token.issuer),
    organizationRole: "developer",
    workspaceRole: "workspace_developer",
    match: matchOf(name, token),
    scope: FEDERATION_SCOPE.scope,
    tokenLifetimeSeconds: place.tokenLifetimeSeconds ?? EXCHANGED_LIFETIME.seconds,
  };
};

/** All that one entry needs in its organization. */
export interface FederationPlan {
  readonly issuers: readonly PlannedIssuer[];
  readonly holders: readonly PlannedHolder[];
}

/**
 * What federation at one entry is made of, whoever makes it: Terraform, or a person with the same names and the same pins.
 * Issuers sorted and each once; holders in the order given. Throws as `matchOf` does.
 *
 * @param place.tokenLifetimeSeconds 60 to 86,400. @default 3600
 */
export const federationPlan = (
  place: FederationPlace & { readonly tokenLifetimeSeconds?: number },
  holders: readonly FederatedHolder[],
): FederationPlan => ({
  issuers: [...new Set(holders.map(({ token }) => token.issuer))].sort().map((issuer) => plannedIssuer(place, issuer)),
  holders: holders.map((holder) => plannedHolder(place, holder)),
});
