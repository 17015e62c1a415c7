import { STACK_MARK } from "../schema-state";
import type { Rule } from "./rule-context";

const NAMES = ["address", "lock_address", "unlock_address"] as const;

/** With HTTP, every stack has a state and a lock of its own, and is unlocked where it was locked. */
export const stateAddresses: Rule = ({ declaration: { state }, report }) => {
  if (state === undefined || !("http" in state)) return;
  const { http } = state;
  const given = NAMES.filter((name) => http[name] !== undefined);
  const marked = given.find((name) => http[name]?.includes(STACK_MARK));
  for (const name of given) {
    if (marked === undefined || http[name]?.includes(STACK_MARK) === true) continue;
    const message = `"${http[name]}" has no ${STACK_MARK}, as ${marked} has; write it where the stack's name belongs, or leave it out of all of them`;
    report("state-address", `state.http.${name}`, message, http[name]);
  }
  if ((http.lock_address === undefined) === (http.unlock_address === undefined)) return;
  const [one, other] = given.includes("lock_address")
    ? (["lock_address", "unlock_address"] as const)
    : (["unlock_address", "lock_address"] as const);
  const message = `stands without ${other}, and Terraform unlocks only where both are known; write both, or none`;
  report("state-address", `state.http.${one}`, message, http[one]);
};
