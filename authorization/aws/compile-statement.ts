import { type GlobToken, globTokens, matchesGlob } from "../glob";
import { allOf, anyOf, both, either, not, type Truth } from "../truth";
import { compileCondition } from "./compile-condition";
import { type Closeness, closestName, matchesPrincipal, type RequestPrincipal } from "./match-principal";
import type { Patterns, PolicyDocument, PrincipalName, Statement } from "./policy-document";
import type { RequestFacts } from "./request-facts";
import { coversResource, isSpecial, isWholeArn, textPattern } from "./text-pattern";
import { holdsUnresolved } from "./unresolved";

/** Where a document is attached: it decides which elements a statement needs. */
export type Attachment = "identity" | "resource" | "trust";

/** A statement, ready to be asked of many requests. */
export interface CompiledStatement {
  readonly statement: Statement;
  /** Name of its document. */
  readonly policy: string;
  /** Whether it applies to the request. */
  applies(facts: RequestFacts, principal: RequestPrincipal | undefined): Truth;
  /** How closely it names the principal; asked only when it applies. */
  closeness(principal: RequestPrincipal | undefined): Closeness;
}

type Test = (facts: RequestFacts) => Truth;

const compileAction = (pattern: string): Test => {
  const lower = pattern.toLowerCase();
  if (lower === "*") return () => true;
  if (holdsUnresolved(pattern)) return () => undefined;
  const tokens: readonly GlobToken[] = globTokens(lower);
  return ({ action }) => matchesGlob(tokens, action);
};

const compileResource = (text: string, variables: boolean, negated: boolean): Test => {
  const pattern = textPattern(text, { wildcards: true, variables });
  return ({ resource, context }) => coversResource(pattern, resource, context, negated ? undefined : false);
};

/** Joins the patterns of a list; those that are nothing but their own text are compared without more ado. */
const compilePatterns = (
  { negated, values }: Patterns,
  isPlain: (value: string) => boolean,
  equals: (facts: RequestFacts, plain: readonly string[]) => Truth,
  compile: (value: string) => Test,
): Test => {
  const plain = values.every(isPlain) ? values : values.filter(isPlain);
  const tests = plain === values ? [] : values.filter((value) => !isPlain(value)).map(compile);
  return (facts) => {
    const covered = either(
      equals(facts, plain),
      anyOf(tests, (test) => test(facts)),
    );
    return negated ? not(covered) : covered;
  };
};

const compileActions = (actions: Patterns): Test => {
  const lower = { negated: actions.negated, values: actions.values.map((value) => value.toLowerCase()) };
  return compilePatterns(
    lower,
    (value) => !isSpecial(value),
    ({ action }, plain) => plain.includes(action),
    compileAction,
  );
};

const equalsResource = ({ resource }: RequestFacts, plain: readonly string[]): Truth => {
  if (plain.includes(resource.text)) return true;
  return resource.unresolved && plain.length > 0 ? undefined : false;
};

const compileResources = (resources: Patterns | undefined, variables: boolean): Test =>
  resources === undefined
    ? () => true
    : compilePatterns(
        resources,
        (value) => !isSpecial(value) && isWholeArn(value),
        equalsResource,
        (text) => compileResource(text, variables, resources.negated),
      );

/** Prepares at the first question: many statements are never asked past their actions. */
const lazily = <T>(prepare: () => T): (() => T) => {
  let prepared: { readonly value: T } | undefined;
  return () => {
    prepared ??= { value: prepare() };
    return prepared.value;
  };
};

/** IAM refuses a statement that lacks an element of its place, or has one that is foreign there; what it would do is open. */
const fits = ({ resources, principals }: Statement, attachment: Attachment): boolean => {
  if (attachment === "trust") return resources === undefined && principals !== undefined;
  return resources !== undefined && (principals !== undefined) === (attachment === "resource");
};

const matchesNames = (names: Patterns<PrincipalName> | undefined, principal: RequestPrincipal | undefined): Truth => {
  if (names === undefined) return true;
  return principal === undefined ? undefined : matchesPrincipal(names, principal);
};

const compileStatement = (
  statement: Statement,
  variables: boolean,
  attachment: Attachment,
  policy: string,
): CompiledStatement => {
  const { principals } = statement;
  const isFit: Truth = fits(statement, attachment) ? true : undefined;
  const hasAction = compileActions(statement.actions);
  const rest = lazily(() => ({
    hasResource: compileResources(statement.resources, variables),
    conditions: statement.conditions.map((condition) => compileCondition(condition, variables)),
  }));
  return {
    statement,
    policy,
    applies: (facts, principal) => {
      const acted = both(isFit, hasAction(facts));
      if (acted === false) return false;
      const { hasResource, conditions } = rest();
      const meant = both(acted, hasResource(facts));
      if (meant === false) return false;
      const named = both(meant, matchesNames(principals, principal));
      if (named === false) return false;
      return both(
        named,
        allOf(conditions, (test) => test(facts.context)),
      );
    },
    closeness: (principal) =>
      principals === undefined || principal === undefined ? "everybody" : closestName(principals, principal),
  };
};

/** Reads every pattern and condition of a document once. */
export const compileDocument = (
  { statements, version }: PolicyDocument,
  attachment: Attachment,
  policy: string,
): readonly CompiledStatement[] =>
  statements.map((statement) => compileStatement(statement, version === "2012-10-17", attachment, policy));
