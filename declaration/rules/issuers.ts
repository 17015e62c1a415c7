import { AWS_ISSUER_RULES, PIPELINE_ISSUERS } from "../../catalog/token-issuers";
import { allAws, teamsPlacedAt } from "../entries";
import { listed, suggestion, typoOf } from "../nearest-name";
import { pathText } from "../path-text";
import type { AwsEntry, Ci, Declaration, Team } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

/** An issuer that an account must accept, and where that was declared. */
interface IssuerUse {
  readonly issuer: string;
  readonly path: string;
}

const ofPipeline = (ci: Ci, path: string): IssuerUse => {
  if ("oidc" in ci) return { issuer: ci.oidc.issuer, path: `${path}.oidc.issuer` };
  const [kind, { server }] = "github" in ci ? (["github", ci.github] as const) : (["gitlab", ci.gitlab] as const);
  return server === undefined
    ? { issuer: PIPELINE_ISSUERS[kind].issuer, path: `${path}.${kind}` }
    : { issuer: server, path: `${path}.${kind}.server` };
};

const usesIn = (entryName: string, { signIn }: AwsEntry, teamName: string, team: Team): IssuerUse[] => [
  ...Object.entries(team.ci ?? {}).map(([name, ci]) => ofPipeline(ci, `teams.${teamName}.ci.${name}`)),
  ...Object.entries(team.workloads ?? {}).flatMap(([name, workload]) =>
    "irsa" in workload
      ? [{ issuer: workload.irsa.issuer, path: `teams.${teamName}.workloads.${name}.irsa.issuer` }]
      : [],
  ),
  ...(team.people !== undefined && signIn !== undefined && "oidc" in signIn
    ? [{ issuer: signIn.oidc.issuer, path: `providers.${entryName}.signIn.oidc.issuer` }]
    : []),
];

const folded = (issuer: string): string => issuer.toLowerCase().replace(/\/+$/, "");

const checkExisting = (
  { report, note, placeText }: RuleContext,
  at: string,
  issuer: string,
  account: string,
  uses: readonly IssuerUse[],
): void => {
  const used = [...new Set(uses.map((use) => use.issuer))].sort();
  if (used.includes(issuer)) return;
  const near = uses.find((use) => folded(use.issuer) === folded(issuer));
  if (near !== undefined) {
    const where = `${near.path} at ${placeText(near.path)}`;
    const message = `"${issuer}" is not "${near.issuer}" of ${where}: AWS compares issuers letter by letter, a slash at the end too; write both as the tokens have it`;
    report("unused-issuer", at, message, issuer);
    return;
  }
  const known = used.length === 0 ? "it uses none" : `used: ${listed(used)}${suggestion(issuer, used)}`;
  const message = `"${issuer}" is an issuer that nobody in account ${account} uses; ${known}`;
  if (typoOf(issuer, used) !== undefined) report("unused-issuer", at, message, issuer);
  else note("unused-issuer", at, `${message}; remove it, or acknowledge that it is kept`, issuer);
};

const checkPort = ({ report }: RuleContext, { issuer, path }: IssuerUse): void => {
  if (!/^https:\/\/[^/]*:/.test(issuer)) return;
  report(
    "issuer-port",
    path,
    `"${issuer}" has a port number, and AWS takes none in the address of an OIDC provider (${AWS_ISSUER_RULES.port.source}); let the issuer answer on port 443, and name it without a port`,
    issuer,
  );
};

const byAccount = (declaration: Declaration): Map<string, [string, AwsEntry][]> => {
  const accounts = new Map<string, [string, AwsEntry][]>();
  for (const named of allAws(declaration)) {
    const { account } = named[1];
    accounts.set(account, [...(accounts.get(account) ?? []), named]);
  }
  return accounts;
};

/** What becomes an OIDC provider of an account is an issuer that AWS takes, and what is said to exist there is used. */
export const issuers: Rule = (context) => {
  const { declaration } = context;
  for (const [account, entries] of byAccount(declaration)) {
    const uses = entries.flatMap(([name, entry]) =>
      teamsPlacedAt(declaration, name).flatMap((placed) => usesIn(name, entry, placed.name, placed.team)),
    );
    const existing = new Set(entries.flatMap(([, { identityProviders }]) => identityProviders?.existing ?? []));
    for (const use of uses) if (!existing.has(use.issuer)) checkPort(context, use);
    for (const [name, { identityProviders }] of entries) {
      (identityProviders?.existing ?? []).forEach((issuer, index) => {
        const at = pathText(["providers", name, "identityProviders", "existing", index]);
        checkExisting(context, at, issuer, account, uses);
      });
    }
  }
};
