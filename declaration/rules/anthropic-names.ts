import { holderName, issuerName } from "../../catalog/anthropic-federation";
import { type ExchangedToken, isExchanging, pipelineToken, workloadToken } from "../../catalog/exchanged-tokens";
import { allAnthropic, holdersAt, teamsOf } from "../entries";
import type { ConsoleEntry, Declaration } from "../schema";
import type { Rule, RuleContext } from "./rule-context";

/** A holder that Terraform makes a service account and a rule for. */
interface Made {
  readonly path: string;
  readonly name: string;
  readonly token: ExchangedToken;
}

const madeBy = (declaration: Declaration, entryName: string, entry: ConsoleEntry): Made[] =>
  teamsOf(declaration, entryName).flatMap(([team, declared]) => {
    const { ci = {}, workloads = {} } = holdersAt(declaration, entry, declared);
    const place = { organization: declaration.organization, entry: entryName };
    const made = (kind: "ci" | "workload", name: string, token: ExchangedToken): Made => ({
      path: `teams.${team}.${kind === "ci" ? "ci" : "workloads"}.${name}`,
      name: holderName(place, { team, identity: `${kind}/${name}`, formerly: declared.formerly }),
      token,
    });
    return [
      ...Object.entries(ci).map(([name, source]) => made("ci", name, pipelineToken(source, undefined))),
      ...Object.entries(workloads).flatMap(([name, workload]) =>
        isExchanging(workload) ? [made("workload", name, workloadToken(workload, undefined))] : [],
      ),
    ];
  });

/** What one Anthropic organization has, and where it was declared. */
interface Taken {
  readonly holders: Map<string, string>;
  /** Entry that makes an issuer, by its address. */
  readonly issuers: Map<string, string>;
  /** Address of an issuer, by its name. */
  readonly issuerNames: Map<string, string>;
}

const checkHolders = (
  { report, placeText }: RuleContext,
  organization: string,
  holders: Taken["holders"],
  made: readonly Made[],
) => {
  for (const { name, path } of made) {
    const first = holders.get(name);
    if (first === undefined) holders.set(name, path);
    else if (first !== path)
      report(
        "name-collision",
        path,
        `would be named "${name}" in organization ${organization}, like ${first} at ${placeText(first)}; rename one of the two`,
        name,
      );
  }
};

const checkIssuers = (
  { declaration, report, placeText }: RuleContext,
  entryName: string,
  organization: string,
  { issuers, issuerNames }: Taken,
  made: readonly Made[],
) => {
  const at = `providers.${entryName}.federation`;
  for (const issuer of new Set(made.map(({ token }) => token.issuer))) {
    const first = issuers.get(issuer);
    if (first === undefined) issuers.set(issuer, `providers.${entryName}`);
    else
      report(
        "issuer-collision",
        at,
        `would make the issuer ${issuer} in organization ${organization}, which takes each once, like ${first} at ${placeText(first)}; use one entry for both, or write manage: byHand in one of the two`,
        issuer,
      );
    const name = issuerName({ organization: declaration.organization, entry: entryName }, issuer);
    const other = issuerNames.get(name);
    if (other === undefined) issuerNames.set(name, issuer);
    else
      report(
        "issuer-collision",
        at,
        `would give the issuers ${other} and ${issuer} one name, "${name}"; give one of them an entry of its own`,
        issuer,
      );
  }
};

/** What Terraform makes in an Anthropic organization has a name of its own there, and makes each issuer once. */
export const anthropicNames: Rule = (context) => {
  const taken = new Map<string, Taken>();
  for (const [entryName, entry] of allAnthropic(context.declaration)) {
    if (entry.route !== "console" || entry.manage !== "terraform" || entry.federation === undefined) continue;
    const { organization } = entry;
    const here = taken.get(organization) ?? { holders: new Map(), issuers: new Map(), issuerNames: new Map() };
    taken.set(organization, here);
    const made = madeBy(context.declaration, entryName, entry);
    checkHolders(context, organization, here.holders, made);
    checkIssuers(context, entryName, organization, here, made);
  }
};
