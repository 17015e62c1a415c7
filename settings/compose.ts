import { OWNED_VARIABLES } from "../catalog/client-variables";

type Environment = Readonly<Record<string, string>>;

/** The composed environment, or the wished names that are not the organisation's to say; sorted. */
export type Composed =
  | { readonly ok: true; readonly env: Environment }
  | { readonly ok: false; readonly collisions: readonly string[] };

/**
 * Joins what access needs with what the organisation wishes. A wish for a variable that this tool decides is a collision,
 * also where it says the same value: two sources of one truth part sooner or later.
 */
export const composeEnvironment = (own: Environment, wished: Environment = {}): Composed => {
  const collisions = Object.keys(wished)
    .filter((name) => OWNED_VARIABLES.has(name) || Object.hasOwn(own, name))
    .sort();
  return collisions.length > 0 ? { ok: false, collisions } : { ok: true, env: { ...wished, ...own } };
};
