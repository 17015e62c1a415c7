import { textAt } from "./json-value";
import type { PlannedResource } from "./plan-view";
import { referencesIn } from "./reference";
import { addressesIn } from "./template-text";

/** By what a text names something: itself, and the addresses that it refers to. */
export const namesIn = (text: string): readonly string[] => [text, ...referencesIn(text).flatMap(addressesIn)];

/** By what an argument names another resource: its text and the addresses in it, or those of a value that is not known. */
export const namedBy = ({ values, unknown }: PlannedResource, argument: string): readonly string[] => {
  const said = textAt(values, argument);
  return said === undefined ? (unknown.find((one) => one.argument === argument)?.references ?? []) : namesIn(said);
};
