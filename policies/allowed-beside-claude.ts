import type { Statement } from "../authorization/aws/policy-document";
import { stringLike } from "../authorization/glob";
import type { Identity } from "../plans/identities";
import { listIn } from "../plans/list-in";
import type { PlanView } from "../plans/plan-view";
import { type PolicyReading, statementName } from "../plans/policy-reading";
import { coversAction, resourcePatternOf, serviceOf } from "./bedrock-statement";
import { type GrantDocument, grantsOf, isBesideClaude } from "./policy-documents";
import { isWide } from "./wildcard";

/** A part of an allowing statement that covers some actions of a list. */
export interface Covering {
  readonly statement: Statement;
  /** The pattern as written; for `NotAction` the statement's name. */
  readonly what: string;
  /** Which actions it covers, in the order of the list. */
  readonly actions: readonly string[];
  /** Whether it covers them on resources that are not named one by one. */
  readonly wide: boolean;
}

/** What somebody with a grant of Claude may do besides, of a list of actions. */
export interface Besides {
  readonly grant: GrantDocument;
  readonly coverings: readonly Covering[];
}

/** Roles that `sts:` takes on are resources of IAM. */
const ownerOf = (action: string): string => serviceOf(action).replace(/^sts$/, "iam");

/** Whether a resource could be one that an action is asked about. */
const couldBeOf = (resource: string, action: string): boolean => {
  const pattern = resourcePatternOf(resource);
  if (pattern !== undefined) return stringLike(pattern.service, ownerOf(action));
  const type = /^<ref (aws_\w+)\./.exec(resource)?.[1];
  return type === undefined || type.startsWith(`aws_${ownerOf(action)}_`);
};

/** A statement that denies actions everywhere and always. */
const deniesAlways = ({ effect, resources, conditions }: Statement): boolean =>
  effect === "Deny" && conditions.length === 0 && resources?.negated === false && resources.values.includes("*");

const names = ({ actions }: Statement, action: string): boolean =>
  actions.negated !== actions.values.some((pattern) => coversAction(pattern, action));

const coveringOf = (statement: Statement, what: string, covered: readonly string[]): Covering[] => {
  const { resources } = statement;
  if (resources === undefined) return [];
  if (resources.negated) return covered.length === 0 ? [] : [{ statement, what, actions: covered, wide: true }];
  const asked = (action: string) => resources.values.filter((resource) => couldBeOf(resource, action));
  const actions = covered.filter((action) => asked(action).length > 0);
  if (actions.length === 0) return [];
  return [{ statement, what, actions, wide: actions.some((action) => asked(action).some(isWide)) }];
};

const coveringsIn = ({ statements }: PolicyReading, wanted: Wanted): readonly Covering[] =>
  statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) => {
      const { negated, values } = statement.actions;
      if (negated) {
        const covered = wanted.all.filter((action) => names(statement, action));
        return coveringOf(statement, `${statementName(statement)} NotAction`, covered);
      }
      return values.flatMap((pattern) => {
        const service = serviceOf(pattern);
        const near = isWide(service) ? wanted.all : (wanted.byService.get(service) ?? []);
        return coveringOf(
          statement,
          pattern,
          near.filter((action) => coversAction(pattern, action)),
        );
      });
    });

/** Actions that are looked for, by their service: most patterns are of others. */
interface Wanted {
  readonly all: readonly string[];
  readonly byService: ReadonlyMap<string, readonly string[]>;
}

const wantedOf = (all: readonly string[]): Wanted => {
  const byService = new Map<string, string[]>();
  for (const action of all) listIn(byService, serviceOf(action)).push(action);
  return { all, byService };
};

const readingsOf = ({ reading, identity }: GrantDocument): readonly PolicyReading[] =>
  identity === undefined
    ? [reading]
    : identity.grants.flatMap((grant) => (grant.state === "known" ? [grant.reading] : []));

/** The same coverings without what the holder's own documents deny everywhere. */
const withoutDenied = (coverings: readonly Covering[], denies: readonly Statement[]): readonly Covering[] =>
  denies.length === 0
    ? coverings
    : coverings.flatMap((covering) => {
        const actions = covering.actions.filter((action) => !denies.some((deny) => names(deny, action)));
        return actions.length === 0 ? [] : [{ ...covering, actions }];
      });

/**
 * Which of some actions are allowed beside a grant of Claude: in the same document, or by any document of an identity that
 * has one. Each document is read once.
 */
export const allowedBesideClaude = (view: PlanView, actions: readonly string[]): readonly Besides[] => {
  const wanted = wantedOf(actions);
  const known = new Map<PolicyReading, readonly Covering[]>();
  return view.once(grantsOf).flatMap((grant) => {
    const { reading } = grant;
    if (!isBesideClaude(view, grant)) return [];
    const found = known.get(reading) ?? coveringsIn(reading, wanted);
    known.set(reading, found);
    if (found.length === 0) return [];
    const denies = readingsOf(grant).flatMap(({ statements }) => statements.filter(deniesAlways));
    const coverings = withoutDenied(found, denies);
    return coverings.length === 0 ? [] : [{ grant, coverings }];
  });
};

/** By whom a document is held; documents of nobody stand for themselves. */
export const holderOf = ({ grant }: Besides): Identity | PolicyReading => grant.identity ?? grant.reading;

const MOST_NAMED = 2;

/** An action as it stands, else which actions a pattern covers. */
export const coveredActions = ({ what, actions }: Covering): string => {
  const [first = ""] = actions;
  if (actions.length === 1 && what.toLowerCase() === first.toLowerCase()) return first;
  const more = actions.length - MOST_NAMED;
  const named = actions.slice(0, MOST_NAMED).join(", ");
  return `${what} covers ${named}${more > 0 ? ` and ${more} more` : ""}`;
};
