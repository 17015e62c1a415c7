import { PROFILE_KEY } from "../../../authorization/aws/needed-requests";
import type { Statement } from "../../../authorization/aws/policy-document";
import { findDestinations, GEOGRAPHIES, type Geography, sourceRegionsOf } from "../../../catalog/bedrock-profiles";
import { MODELS } from "../../../catalog/models";
import { clientDocumentsOf } from "../../../plans/client-documents";
import type { Identity } from "../../../plans/identities";
import { textAt } from "../../../plans/json-value";
import type { PlanView } from "../../../plans/plan-view";
import { type PolicyReading, statementName } from "../../../plans/policy-reading";
import { holdsReference } from "../../../plans/reference";
import { sourceOfProfile } from "../../application-profiles";
import {
  couldBeClaude,
  invokingIn,
  isClaudePattern,
  namedResources,
  pinnedValues,
  type ResourcePattern,
  resourcePatternOf,
} from "../../bedrock-statement";
import { GRANT_TYPES, type GrantDocument, grantsOf, type StatementProblem } from "../../policy-documents";
import type { Rule } from "../../rule";
import { isWide } from "../../wildcard";

/** Where the requests of a holder may be answered. */
interface Scope {
  /** Whether facts of the plan say so; else it is what the holder's own profiles say. */
  readonly declared: boolean;
  readonly geographies: ReadonlySet<string>;
  /** Regions from which is called. */
  readonly regions: ReadonlySet<string>;
  /** Equal for equal scopes. */
  readonly key: string;
}

const scopeFrom = (declared: boolean, geographies: ReadonlySet<string>, regions: ReadonlySet<string>): Scope => {
  const key = [declared, listed(geographies), listed(regions)].join("\n");
  return { declared, geographies, regions, key };
};

const listed = (names: ReadonlySet<string>): string => [...names].sort().join(", ");

const REGION_KEY = "aws:RequestedRegion";

const prefixOf = (arn: string): string | undefined => {
  const pattern = resourcePatternOf(arn);
  return pattern?.type !== "inference-profile" || holdsReference(pattern.id) ? undefined : pattern.id.split(".")[0];
};

/** Geography by which a profile is called, of an application profile that of its source; `undefined`: not known here. */
const geographyOf = (view: PlanView, arn: string): string | undefined => {
  if (resourcePatternOf(arn)?.type === "inference-profile") return prefixOf(arn);
  const source = sourceOfProfile(view, arn);
  return source === undefined ? undefined : prefixOf(source);
};

const isInside = (region: string, modelId: string, { geographies, regions }: Scope): boolean => {
  if (regions.has(region) || geographies.has("global")) return true;
  const model = MODELS.find(({ bedrock }) => bedrock === modelId);
  return GEOGRAPHIES.filter((one) => geographies.has(one)).some((geography: Geography) => {
    const near = sourceRegionsOf(geography)?.some((prefix) => region.startsWith(prefix)) === true;
    return near || (model && findDestinations(model.id, geography)?.regions.includes(region)) === true;
  });
};

const ofProfile = (arn: string, geography: string | undefined, scope: Scope, name: string): StatementProblem[] => {
  if (geography === undefined || scope.geographies.has("global")) {
    if (scope.declared || geography !== "global") return [];
    const detail = `${name}: ${arn} may be answered in any region of the world, and no geography is declared in this plan`;
    return [{ what: arn, detail, state: "undecided" }];
  }
  if (!scope.declared || scope.geographies.has(geography)) return [];
  const through = isWide(geography) ? "profiles of any geography" : `the geography ${geography}`;
  const detail = `${name}: ${arn} leads through ${through}, declared is ${listed(scope.geographies)}`;
  return [{ what: arn, detail, state: "violated" }];
};

/** Regions of a model that a statement opens; `undefined`: all of them. */
const regionsOf = (statement: Statement, { region }: ResourcePattern): readonly string[] | undefined =>
  region === "" || isWide(region) ? pinnedValues(statement, REGION_KEY) : [region];

const ofModel = (
  resource: string,
  pattern: ResourcePattern,
  statement: Statement,
  scope: Scope,
): StatementProblem[] => {
  if (scope.geographies.size === 0 || scope.geographies.has("global")) return [];
  const regions = regionsOf(statement, pattern);
  const said = scope.declared ? "declared is" : "its profiles are of";
  const say = (where: string): StatementProblem[] => {
    const detail = `${statementName(statement)}: ${resource} may be answered in ${where}, ${said} ${listed(scope.geographies)}`;
    return [{ what: resource, detail, state: "violated" }];
  };
  if (regions === undefined) return pinnedValues(statement, PROFILE_KEY) === undefined ? say("any region") : [];
  const outside = regions.filter((region) => !holdsReference(region) && !isInside(region, pattern.id, scope));
  return outside.length === 0 ? [] : say([...outside].sort().join(", "));
};

const judgeStatement = (view: PlanView, statement: Statement, scope: Scope): StatementProblem[] => {
  const name = statementName(statement);
  const through = (pinnedValues(statement, PROFILE_KEY) ?? []).flatMap((arn) =>
    ofProfile(arn, geographyOf(view, arn), scope, name),
  );
  const named = namedResources(statement).flatMap((resource) => {
    const pattern = resourcePatternOf(resource);
    if (pattern === undefined || !isClaudePattern(pattern)) return [];
    if (pattern.type === "foundation-model") return ofModel(resource, pattern, statement, scope);
    return ofProfile(resource, geographyOf(view, resource), scope, name);
  });
  return [...through, ...named];
};

/** What facts declare, by identity. */
const declaredScopes = (view: PlanView): ReadonlyMap<Identity, Scope> => {
  const scopes = new Map<Identity, Scope>();
  for (const { identity, facts } of view.once(clientDocumentsOf)) {
    const geography = textAt(facts, "geography");
    if (identity === undefined || geography === undefined) continue;
    const known = scopes.get(identity);
    const geographies = new Set(known?.geographies).add(geography);
    const regions = new Set(known?.regions).add(textAt(facts, "region") ?? "");
    scopes.set(identity, scopeFrom(true, geographies, regions));
  }
  return scopes;
};

/** What the profiles say that a document lets be called. */
const scopeOfDocument = (view: PlanView, reading: PolicyReading): Scope => {
  const geographies = new Set<string>();
  const regions = new Set<string>();
  for (const resource of invokingIn(reading).flatMap(namedResources)) {
    if (!resource.includes("inference-profile/")) continue;
    const geography = geographyOf(view, resource);
    if (geography === undefined || isWide(geography) || !couldBeClaude(resource)) continue;
    geographies.add(geography);
    regions.add(resourcePatternOf(resource)?.region ?? "");
  }
  return scopeFrom(false, geographies, regions);
};

/** Scopes by document, and by an identity that has several. */
const foundScopes = (_view: PlanView): Map<Identity | PolicyReading, Scope> => new Map();

const scopeOf = (view: PlanView, { reading, identity }: GrantDocument): Scope => {
  const scopes = view.once(foundScopes);
  const readings = identity?.grants.flatMap((grant) => (grant.state === "known" ? grant.reading : [])) ?? [reading];
  const holder = identity === undefined || readings.length === 1 ? reading : identity;
  const known = scopes.get(holder);
  if (known !== undefined) return known;
  const parts = readings.map((one) => scopeOfDocument(view, one));
  const [only] = parts;
  const union = (of: "geographies" | "regions") => new Set(parts.flatMap((part) => [...part[of]]));
  const scope = only && parts.length === 1 ? only : scopeFrom(false, union("geographies"), union("regions"));
  scopes.set(holder, scope);
  return scope;
};

/** Requests are answered where it was declared, and nowhere else. */
export const geographyDeclared: Rule = {
  id: "aws/geography-declared",
  protects:
    "No grant lets a model be called across a geography that is not declared; without a declaration, models lie in the geography of their profiles",
  appliesTo: GRANT_TYPES,
  remedy: "grant profiles and models of the declared geography only, or declare the wider one",
  link: "https://docs.aws.amazon.com/bedrock/latest/userguide/cross-region-inference.html",
  check: (view) => {
    const declared = declaredScopes(view);
    const judged = new Map<PolicyReading, Map<string, readonly StatementProblem[]>>();
    return view.once(grantsOf).flatMap((grant) => {
      const { address, reading, identity } = grant;
      const scope = (identity && declared.get(identity)) ?? scopeOf(view, grant);
      const known = judged.get(reading) ?? new Map<string, readonly StatementProblem[]>();
      const problems =
        known.get(scope.key) ?? invokingIn(reading).flatMap((statement) => judgeStatement(view, statement, scope));
      judged.set(reading, known.set(scope.key, problems));
      return problems.map((problem) => ({ address, ...problem }));
    });
  },
};
