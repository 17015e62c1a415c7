import type { AccessDecision } from "../../../authorization/google/access-question";
import type { GoogleView } from "../../../authorization/google/google-view";

/** Answers that are listed by hand, each with where Google says so. */
interface Listed {
  readonly callers: readonly string[];
  readonly permissions: readonly string[];
  readonly resources: readonly string[];
  /** @default every model of the world */
  readonly models?: readonly string[];
  readonly source: string;
}

/** A view, everybody and everything to ask about, and the answers; what is listed nowhere is denied. */
export interface World {
  readonly time: string;
  readonly view: GoogleView;
  readonly callers: Readonly<Record<string, readonly string[]>>;
  readonly permissions: readonly string[];
  readonly resources: Readonly<Record<string, string>>;
  readonly models?: readonly string[];
  readonly sets: Readonly<Record<string, readonly string[]>>;
  readonly allowed: readonly Listed[];
  readonly undecided: readonly Listed[];
}

/** One question of a world, by the names in its table. */
export interface Question {
  readonly caller: string;
  readonly permission: string;
  readonly resource: string;
  readonly model: string | undefined;
}

export const questionsOf = (world: World): readonly Question[] =>
  Object.keys(world.callers).flatMap((caller) =>
    world.permissions.flatMap((permission) =>
      Object.keys(world.resources).flatMap((resource) =>
        (world.models ?? [undefined]).map((model) => ({ caller, permission, resource, model })),
      ),
    ),
  );

const keyOf = ({ caller, permission, resource, model }: Question): string =>
  [caller, permission, resource, model ?? ""].join(" | ");

const spread = (world: World, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => world.sets[name] ?? [name]);

const keysOf = (world: World, listed: readonly Listed[]): readonly string[] =>
  listed.flatMap(({ callers, permissions, resources, models }) =>
    spread(world, callers).flatMap((caller) =>
      permissions.flatMap((permission) =>
        spread(world, resources).flatMap((resource) =>
          (models ?? world.models ?? [undefined]).map((model) => keyOf({ caller, permission, resource, model })),
        ),
      ),
    ),
  );

/** The answer that the table lists. Throws for a table that names what it does not hold, or answers twice. */
export const listedAnswers = (world: World): ((question: Question) => AccessDecision) => {
  const [allowed, undecided] = [new Set(keysOf(world, world.allowed)), new Set(keysOf(world, world.undecided))];
  const asked = new Set(questionsOf(world).map(keyOf));
  const stray = [...allowed, ...undecided].filter((key) => !asked.has(key));
  const twice = [...allowed].filter((key) => undecided.has(key));
  if (stray.length + twice.length > 0) throw new Error(`The table is wrong about: ${[...stray, ...twice].join("; ")}`);
  return (question) => {
    const key = keyOf(question);
    if (allowed.has(key)) return "allowed";
    return undecided.has(key) ? "undecided" : "denied";
  };
};
