import type { AccessDecision, AccessQuestion } from "../../../authorization/azure/access-question";
import type { AzureView } from "../../../authorization/azure/azure-view";

/** Answers that are listed by hand, each with where Microsoft says so. */
interface Listed {
  readonly callers: readonly string[];
  readonly operations: readonly string[];
  readonly scopes: readonly string[];
  readonly source: string;
}

/** A view, everybody and everything to ask about, and the answers; what is listed nowhere is denied. */
export interface World {
  readonly view: AzureView;
  readonly callers: readonly string[];
  readonly operations: Readonly<Record<string, readonly [kind: AccessQuestion["kind"], operation: string]>>;
  readonly scopes: Readonly<Record<string, string>>;
  readonly sets: Readonly<Record<string, readonly string[]>>;
  readonly allowed: readonly Listed[];
  readonly undecided: readonly Listed[];
}

/** One question of a world, and its name in the table. */
export interface Named {
  readonly name: string;
  readonly question: AccessQuestion;
}

const nameOf = (...parts: readonly string[]): string => parts.join(" | ");

export const questionsOf = ({ callers, operations, scopes }: World): readonly Named[] =>
  callers.flatMap((principalId) =>
    Object.entries(operations).flatMap(([operationName, [kind, operation]]) =>
      Object.entries(scopes).map(([scopeName, scope]) => ({
        name: nameOf(principalId, operationName, scopeName),
        question: { principalId, operation, kind, scope },
      })),
    ),
  );

const namesOf = ({ sets }: World, listed: readonly Listed[]): readonly string[] => {
  const spread = (names: readonly string[]) => names.flatMap((name) => sets[name] ?? [name]);
  return listed.flatMap(({ callers, operations, scopes }) =>
    spread(callers).flatMap((caller) =>
      spread(operations).flatMap((operation) => spread(scopes).map((scope) => nameOf(caller, operation, scope))),
    ),
  );
};

/** The answer that the table lists. Throws for a table that names what it does not hold, or answers twice. */
export const listedAnswers = (world: World): ((name: string) => AccessDecision) => {
  const [allowed, undecided] = [new Set(namesOf(world, world.allowed)), new Set(namesOf(world, world.undecided))];
  const asked = new Set(questionsOf(world).map(({ name }) => name));
  const stray = [...allowed, ...undecided].filter((name) => !asked.has(name));
  const twice = [...allowed].filter((name) => undecided.has(name));
  if (stray.length + twice.length > 0) throw new Error(`The table is wrong about: ${[...stray, ...twice].join("; ")}`);
  return (name) => {
    if (allowed.has(name)) return "allowed";
    return undecided.has(name) ? "undecided" : "denied";
  };
};
