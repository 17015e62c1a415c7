import { type GlobToken, globTokens, matchesGlob } from "../glob";
import { allOf, anyOf, not, type Truth } from "../truth";
import { type ConditionTest, compileCondition } from "./compile-condition";
import { type Closeness, closestName, matchesPrincipal, type RequestPrincipal } from "./match-principal";
import type { Patterns, PolicyDocument, Statement } from "./policy-document";
import type { RequestFacts } from "./request-facts";
import { coversResource, textPattern } from "./text-pattern";
import { holdsUnresolved } from "./unresolved";

/** Where a document is attached: it decides which elements a statement needs. */
export type Attachment = "identity" | "resource" | "trust";

/** A statement, ready to be asked of many requests. */
export interface CompiledStatement {
  readonly statement: Statement;
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
  if (!/[*?]/.test(lower)) return ({ action }) => action === lower;
  const tokens: readonly GlobToken[] = globTokens(lower);
  return ({ action }) => matchesGlob(tokens, action);
};

const compileResource = (text: string, variables: boolean, negated: boolean): Test => {
  const pattern = textPattern(text, { wildcards: true, variables });
  return ({ resource, context }) => coversResource(pattern, resource, context, negated ? undefined : false);
};

const compilePatterns = ({ negated, values }: Patterns, compile: (value: string) => Test): Test => {
  const tests = values.map(compile);
  const only = tests[0];
  if (tests.length === 1 && only !== undefined && !negated) return only;
  return (facts) => {
    const covered = anyOf(tests, (test) => test(facts));
    return negated ? not(covered) : covered;
  };
};

/** IAM refuses a statement that lacks an element of its place, or has one that is foreign there; what it would do is open. */
const fits = ({ resources, principals }: Statement, attachment: Attachment): boolean => {
  if (attachment === "trust") return resources === undefined && principals !== undefined;
  return resources !== undefined && (principals !== undefined) === (attachment === "resource");
};

const all = (tests: readonly ConditionTest[], facts: RequestFacts): Truth =>
  tests.length === 0 ? true : allOf(tests, (test) => test(facts.context));

const andThen = (left: Truth, right: () => Truth): Truth => {
  if (left === false) return false;
  const other = right();
  return other === false ? false : left === undefined ? undefined : other;
};

const compileStatement = (statement: Statement, variables: boolean, attachment: Attachment): CompiledStatement => {
  const { actions, resources, principals } = statement;
  const hasAction = compilePatterns(actions, compileAction);
  const negated = resources?.negated ?? false;
  const hasResource: Test =
    resources === undefined
      ? () => true
      : compilePatterns(resources, (text) => compileResource(text, variables, negated));
  const conditions = statement.conditions.map((condition) => compileCondition(condition, variables));
  const isFit = fits(statement, attachment);
  return {
    statement,
    applies: (facts, principal) =>
      andThen(isFit ? hasAction(facts) : andThen(hasAction(facts), () => undefined), () =>
        andThen(hasResource(facts), () =>
          andThen(
            principals === undefined
              ? true
              : principal === undefined
                ? undefined
                : matchesPrincipal(principals, principal),
            () => all(conditions, facts),
          ),
        ),
      ),
    closeness: (principal) =>
      principals === undefined || principal === undefined ? "everybody" : closestName(principals, principal),
  };
};

/** Reads every pattern and condition of a document once. */
export const compileDocument = (document: PolicyDocument, attachment: Attachment): readonly CompiledStatement[] =>
  document.statements.map((statement) => compileStatement(statement, document.version === "2012-10-17", attachment));
