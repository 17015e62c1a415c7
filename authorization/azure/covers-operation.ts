import { stringLike } from "../glob";
import { isKnown, type Text } from "../google/text";
import type { Truth } from "../truth";

/** Whether two patterns with `*` take in a common text. Time grows with the product of both lengths. */
const overlaps = (left: string, right: string): boolean => {
  let below: readonly boolean[] = [];
  for (let at = left.length; at >= 0; at--) {
    const row: boolean[] = [];
    for (let to = right.length; to >= 0; to--) {
      const [one, other] = [left[at], right[to]];
      const isRun = one === "*" || other === "*";
      if (one === undefined && other === undefined) row[to] = true;
      else if (isRun)
        row[to] = (one !== undefined && below[to] === true) || (other !== undefined && row[to + 1] === true);
      else row[to] = one === other && below[to + 1] === true;
    }
    below = row;
  }
  return below[0] === true;
};

/**
 * Whether an operation is among those that a role or a deny assignment names; case does not count, `*` is any run of characters.
 * Not known where an operation with `*` is so in part.
 * @param operation in lower case
 * @see https://learn.microsoft.com/en-us/azure/role-based-access-control/role-definitions#actions-format
 */
export const coversOperation = (pattern: Text, operation: string): Truth => {
  const text = (isKnown(pattern) ? pattern : (pattern.like ?? "*")).toLowerCase();
  // `?` is no wildcard there, and no operation has it.
  if (text.includes("?")) return undefined;
  if (isKnown(pattern)) {
    if (stringLike(text, operation)) return true;
    if (!operation.includes("*")) return false;
  }
  return overlaps(text, operation) ? undefined : false;
};
