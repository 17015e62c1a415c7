import { type IssuerUse, issuerOfCi, issuerOfWorkload } from "../constructs/aws/identity-sources";
import { allAws, awsWorkloadsOf, teamsPlacedAt } from "../declaration/entries";
import type { AwsEntry, Declaration, Team } from "../declaration/schema";

/** What the entries of one account need of it together. */
export interface SharedNeeds {
  /** Issuers to create; those that exist are left out. */
  readonly issuers: readonly IssuerUse[];
  readonly samlProviders: readonly { readonly provider: string; readonly metadataFile: string }[];
}

const defined = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);

const issuersOf = (entry: AwsEntry, team: Team): IssuerUse[] => {
  const { signIn } = entry;
  const people = team.people !== undefined && signIn !== undefined && "oidc" in signIn ? [signIn.oidc] : [];
  return [
    ...Object.values(team.ci ?? {}).map(issuerOfCi),
    ...defined(Object.values(awsWorkloadsOf(team)).map(issuerOfWorkload)),
    ...people,
  ];
};

/** Collects, over every entry of an account and every team that uses it, what exists once in that account. */
export const sharedNeeds = (declaration: Declaration, account: string): SharedNeeds => {
  const entries = allAws(declaration).filter(([, entry]) => entry.account === account);
  const existing = new Set(entries.flatMap(([, entry]) => entry.identityProviders?.existing ?? []));
  const issuers = entries.flatMap(([name, entry]) =>
    teamsPlacedAt(declaration, name).flatMap(({ team }) => issuersOf(entry, team)),
  );
  const saml = new Map<string, string>();
  for (const [, { signIn }] of entries) {
    if (signIn === undefined || !("saml" in signIn) || signIn.saml.metadataFile === undefined) continue;
    saml.set(signIn.saml.provider, signIn.saml.metadataFile);
  }
  return {
    issuers: issuers.filter(({ issuer }) => !existing.has(issuer)),
    samlProviders: [...saml].sort().map(([provider, metadataFile]) => ({ provider, metadataFile })),
  };
};
