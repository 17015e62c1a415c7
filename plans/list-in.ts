/** The list under a key; a new one, kept there, where there is none. */
export const listIn = <K, T>(lists: Map<K, T[]>, key: K): T[] => {
  const known = lists.get(key);
  if (known !== undefined) return known;
  const list: T[] = [];
  lists.set(key, list);
  return list;
};
