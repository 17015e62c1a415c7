import type { MemberRoute } from "../catalog/anthropic-organizations";
import type { AdminApi } from "./admin-api";
import { type AdminFailure, thrownFailure } from "./admin-failure";
import { planAgain, type Step } from "./plan-members";

/** What became of the steps of a plan. */
export interface Applied {
  readonly done: readonly Step[];
  /** What the API refused for one person, and why. */
  readonly refused: readonly { readonly step: Step; readonly reason: string }[];
  /** Why nothing more was tried. */
  readonly stopped?: string;
  /** What was not tried, or of what nobody knows whether it was done; the next apply looks, and does what is missing. */
  readonly left: readonly Step[];
}

/** A reason that holds for one person; so many of them one after the other hold for all. */
const MOST_REFUSED_IN_A_ROW = 5;
const OF_ONE_PERSON = new Set([400, 404, 409, 422]);

const perform = async (api: AdminApi, step: Step): Promise<void> => {
  switch (step.kind) {
    case "reinvite":
      await api.withdraw(step.invite);
      return api.invite(step.person.email, step.person.role);
    case "changeRole":
      return api.changeRole(step.member, step.person.role);
    case "remove":
      return api.remove(step.member);
    case "withdraw":
      return api.withdraw(step.invite);
    default:
      return api.invite(step.person.email, step.person.role);
  }
};

/** What became of one step: a reason that holds for one person only, or one to stop for. */
type Outcome = "done" | { readonly refused: string } | { readonly stopped: string };

const failureOf = async (work: Promise<unknown>): Promise<AdminFailure | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    return thrownFailure(error);
  }
};

/** Does one step. After a failure it looks before it does anything again: what was lost on the way may have been done. */
const settle = async (api: AdminApi, route: MemberRoute, first: Step): Promise<Outcome> => {
  let step = first;
  for (let isSecond = false; ; isSecond = true) {
    const failure = await failureOf(perform(api, step));
    if (failure === undefined) return "done";
    const isLost = failure.kind === "lost";
    const isOfOnePerson = OF_ONE_PERSON.has(failure.status ?? 0);
    if (!isLost && !isOfOnePerson) return { stopped: failure.message };
    const next = planAgain(route, first, await api.organization());
    if (next === undefined) return "done";
    if (isOfOnePerson) return { refused: failure.message };
    if (isSecond) return { stopped: failure.message };
    step = next;
  }
};

const outcomeOf = (api: AdminApi, route: MemberRoute, step: Step): Promise<Outcome> =>
  settle(api, route, step).catch((error) => ({ stopped: thrownFailure(error).message }));

/** Does the steps of a plan, one after the other; stops where going on is of no use, and says what is left. */
export const applyPlan = async (api: AdminApi, route: MemberRoute, steps: readonly Step[]): Promise<Applied> => {
  const done: Step[] = [];
  const refused: { step: Step; reason: string }[] = [];
  let inARow = 0;
  for (const [index, step] of steps.entries()) {
    const outcome = await outcomeOf(api, route, step);
    if (outcome === "done") {
      done.push(step);
      inARow = 0;
      continue;
    }
    if ("stopped" in outcome) return { done, refused, stopped: outcome.stopped, left: steps.slice(index) };
    refused.push({ step, reason: outcome.refused });
    inARow += 1;
    const left = steps.slice(index + 1);
    if (inARow === MOST_REFUSED_IN_A_ROW && left.length > 0) {
      return { done, refused, stopped: `refused ${inARow} times in a row`, left };
    }
  }
  return { done, refused, left: [] };
};
