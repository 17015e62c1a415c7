import type { PlanView } from "../plans/plan-view";
import type { Expectations } from "./expectations";

/** What is known besides the stacks that are judged. */
export interface Knowledge {
  /** Day of judgement, `YYYY-MM-DD`. @default dates are not judged */
  readonly asOf?: string;
  /** What was declared. @default stacks are judged by themselves */
  readonly expectations?: Expectations;
}

/** What a rule may look at besides the stack that it judges. */
export interface Circumstances extends Knowledge {
  /** Every stack that is judged together, this one included. */
  readonly views: readonly PlanView[];
  /** What `compute` makes of the circumstances, computed once however many stacks there are. */
  once<T>(compute: (of: Circumstances) => T): T;
}

/** Circumstances of one judgement. */
export const circumstancesOf = (views: readonly PlanView[], knowledge: Knowledge = {}): Circumstances => {
  const computed = new Map<unknown, unknown>();
  const circumstances: Circumstances = {
    ...knowledge,
    views,
    once: <T>(compute: (of: Circumstances) => T): T => {
      if (!computed.has(compute)) computed.set(compute, compute(circumstances));
      return computed.get(compute) as T;
    },
  };
  return circumstances;
};
