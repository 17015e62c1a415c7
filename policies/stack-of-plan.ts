import { type PlanView, planView } from "../plans/plan-view";
import { UNNAMED_STACK } from "../plans/read-plan";
import type { Expectations, ExpectedStack } from "./expectations";

/** Whether a stack was declared for the place of a plan, and is an entry where the plan gives out settings. */
const fits = (view: PlanView, { places, isEntry }: ExpectedStack): boolean => {
  const { account, region } = places["provider.aws"] ?? {};
  const isHere = account !== undefined && account === view.account && region === view.region;
  return isHere && isEntry === (view.outputs.client_settings !== undefined);
};

/**
 * A plan under the name of its declared stack: the name that it came with, else that of the only declared stack with its
 * account, region and kind of contents. `undefined` when neither tells.
 */
export const underItsName = (view: PlanView, { stacks }: Expectations): PlanView | undefined => {
  if (view.stack !== UNNAMED_STACK || stacks.has(view.stack)) return view;
  const [found, ...others] = [...stacks].filter(([, stack]) => fits(view, stack));
  return found === undefined || others.length > 0 ? undefined : planView({ ...view, stack: found[0] });
};
