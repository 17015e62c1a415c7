import { closest } from "fastest-levenshtein";
import type { Statement } from "../../../authorization/aws/policy-document";
import { stringLike } from "../../../authorization/glob";
import { BEDROCK_NEIGHBOURS, CLAUDE_SERVICE_ACTIONS } from "../../../catalog/bedrock-actions";
import { SECRET_PERMISSIONS } from "../../../catalog/secret-permissions";
import { clientIdentitiesOf, keyReadersOf } from "../../../plans/client-documents";
import { type PolicyReading, statementName } from "../../../plans/policy-reading";
import {
  CLAUDE_SERVICES,
  callsClaude,
  couldBeClaude,
  namedResources,
  permissionsOf,
  serviceOf,
} from "../../bedrock-statement";
import { GRANT_TYPES, type GrantDocument, grantsOf, isBesideClaude } from "../../policy-documents";
import type { Problem, Rule } from "../../rule";
import { isWide } from "../../wildcard";

type Verdict = Omit<Problem, "address">;

const KNOWN = CLAUDE_SERVICE_ACTIONS.all.map(({ action }) => action);
const KNOWN_IN_LOWER_CASE = new Set(KNOWN.map((action) => action.toLowerCase()));

/** Whether an action is of Claude's services, or looks like it: `bedrock:X`, `bedrock-runtime:X`, `b*:X`, `*`. */
const concernsClaude = (action: string): boolean => {
  const service = serviceOf(action);
  if (isWide(service)) return CLAUDE_SERVICES.some((one) => stringLike(service, one));
  if (CLAUDE_SERVICES.includes(service)) return true;
  return service.startsWith("bedrock") && !BEDROCK_NEIGHBOURS.services.includes(service);
};

const exists = (action: string): boolean => KNOWN_IN_LOWER_CASE.has(action.toLowerCase());

/** Longest name that is compared; AWS has none that comes near. */
const MOST_COMPARED = 100;

/** `does not exist`, and the action that a misspelt one most likely meant: of that name elsewhere, else the nearest. */
const absence = (action: string): string => {
  const name = action.split(":")[1]?.toLowerCase();
  const elsewhere = KNOWN.find((known) => known.split(":")[1]?.toLowerCase() === name);
  if (action.length > MOST_COMPARED) return "does not exist";
  return `does not exist; the nearest that does is ${elsewhere ?? closest(action, KNOWN)}`;
};

const reasonFor = (action: string, holder: Holder): string => {
  if (isWide(action)) return "is a wildcard";
  if (!action.includes(":")) return "is no action: the service is missing";
  if (!concernsClaude(action)) return "is not in the catalog";
  if (exists(action)) return holder === "reader" ? "is not needed to read a key" : "is needed by no client";
  return absence(action);
};

/** Actions that read one key: all that its reader needs, and nobody else does. */
const READING: ReadonlySet<string> = new Set([
  SECRET_PERMISSIONS.secretsManager.action,
  SECRET_PERMISSIONS.parameterStore.action,
]);

/** Whose document it is: of a declared caller of models, of a helper that reads a key, of another caller, of anybody else. */
type Holder = "caller" | "reader" | "besideClaude" | "other";

const isNeeded = (action: string, holder: Holder): boolean =>
  !isWide(action) && (holder === "reader" ? READING.has(action) : permissionsOf(action).length > 0);

/** Whether an action is judged at all: all of declared clients, else those of Claude, and beside no grant those that fail. */
const isJudged = (action: string, statement: Statement, holder: Holder): boolean => {
  if (holder === "caller" || holder === "reader") return true;
  if (!concernsClaude(action)) return false;
  if (isWide(action)) return callsClaude(statement) || (holder === "besideClaude" && isWithinClaude(statement, action));
  return holder === "besideClaude" || !exists(action);
};

/** Whether a wildcard names one of Claude's services, or all of them on something that could be Claude's. */
const isWithinClaude = (statement: Statement, action: string): boolean =>
  CLAUDE_SERVICES.includes(serviceOf(action)) || namedResources(statement).some(couldBeClaude);

const judge = (statement: Statement, holder: Holder): Verdict[] => {
  const { actions } = statement;
  const name = statementName(statement);
  if (actions.negated) {
    if ((holder === "other" || holder === "besideClaude") && !callsClaude(statement)) return [];
    const detail = `${name} allows every action except those under NotAction`;
    return [{ what: `${name} NotAction`, detail, state: "violated" }];
  }
  return actions.values
    .filter((action) => !isNeeded(action, holder) && isJudged(action, statement, holder))
    .map((action) => ({
      what: action,
      detail: `${name}: ${action} ${reasonFor(action, holder)}`,
      state: "violated" as const,
    }));
};

const judgeDocument = ({ statements }: PolicyReading, holder: Holder): Verdict[] =>
  statements.filter(({ effect }) => effect === "Allow").flatMap((statement) => judge(statement, holder));

/** What is granted is what a client needs. */
export const actionBeyondCatalog: Rule = {
  id: "aws/action-beyond-catalog",
  protects:
    "Declared clients hold no action beyond those of the catalog; any other caller of Claude none of its services beyond them, no wildcard and no misspelt one",
  appliesTo: GRANT_TYPES,
  remedy: "grant exactly the actions of the catalog, each written out",
  link: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html",
  check: (view) => {
    const clients = view.once(clientIdentitiesOf);
    const readers = view.once(keyReadersOf);
    const judged = { caller: new Map(), reader: new Map(), besideClaude: new Map(), other: new Map() } satisfies Record<
      Holder,
      Map<PolicyReading, Verdict[]>
    >;
    const holderOf = (grant: GrantDocument): Holder => {
      const { identity } = grant;
      if (identity !== undefined && clients.has(identity)) return readers.has(identity) ? "reader" : "caller";
      return isBesideClaude(view, grant) ? "besideClaude" : "other";
    };
    return view.once(grantsOf).flatMap((grant) => {
      const { address, reading } = grant;
      const holder = holderOf(grant);
      const known: Map<PolicyReading, Verdict[]> = judged[holder];
      const verdicts = known.get(reading) ?? judgeDocument(reading, holder);
      known.set(reading, verdicts);
      return verdicts.map((verdict) => ({ address, ...verdict }));
    });
  },
};
