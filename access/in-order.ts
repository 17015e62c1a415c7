import { listIn } from "../plans/list-in";
/** Sorts texts by their characters, the same on every machine. */
export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Each text once, sorted. */
export const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort(inOrder);

/** Each key once, sorted by it; of items with the same key the last. */
export const distinctBy = <T>(items: readonly T[], keyOf: (item: T) => string): T[] =>
  [...new Map(items.map((item) => [keyOf(item), item]))].sort(([a], [b]) => inOrder(a, b)).map(([, item]) => item);

/** Puts items with the same key together; keys come sorted, items stay in their order. */
export const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] => {
  const groups = new Map<string, T[]>();
  for (const item of items) listIn(groups, keyOf(item)).push(item);
  return [...groups].sort(([a], [b]) => inOrder(a, b));
};
