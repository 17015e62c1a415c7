import { addressesOf, type PlannedResource, type PlanView } from "./plan-view";
import { type PolicyReading, readingsOf } from "./policy-reading";
import { REDACTED } from "./redact";
import { holdsReference, referencesIn } from "./reference";

/** One policy document where it stands, or why it cannot be read. */
export type PolicyText =
  | {
      readonly address: string;
      readonly argument: string;
      /** `byReference`: unknown, but written as a reference to resources of the same plan; `unknown`: from elsewhere, withheld, or no text is known. */
      readonly state: "byReference" | "unknown";
      readonly why: string;
    }
  | {
      readonly address: string;
      readonly argument: string;
      readonly state: "known";
      readonly text: string;
      readonly reading: PolicyReading;
    };

/** Reads the policy document in an argument of a resource; `undefined` when there is none. */
export const policyTextOf = (
  view: PlanView,
  { address, unknown }: PlannedResource,
  argument: string,
  text: unknown,
): PolicyText | undefined => {
  const unread = unknown.find((value) => value.argument === argument);
  const at = { address, argument };
  if (text === REDACTED) return { ...at, state: "unknown", why: "it is marked as sensitive" };
  if (typeof text === "string" && text !== "" && !text.startsWith("<ref "))
    return { ...at, state: "known", text, reading: view.once(readingsOf).get(text) };
  const references =
    typeof text === "string" && holdsReference(text) ? addressesOf(referencesIn(text)) : (unread?.references ?? []);
  if (typeof text !== "string" && unread === undefined) return undefined;
  if (text === "") return undefined;
  if (text === undefined && references.length > 0) {
    const why = `it refers to ${references.join(", ")}, and the plan shows no text of it`;
    return { ...at, state: "unknown", why };
  }
  if (view.holdsAll(references)) return { ...at, state: "byReference", why: `it refers to ${references.join(", ")}` };
  const why = references.length === 0 ? "nothing says what it refers to" : `it refers to ${references.join(", ")}`;
  return { ...at, state: "unknown", why };
};
