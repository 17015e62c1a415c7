import type { IdentityDiff } from "../access-diff";
import type { Entrance, ModelAccess } from "../access-side";

/** Identities of which the same is told: never empty. */
export interface AlikeIdentities {
  readonly first: IdentityDiff;
  /** Sorted by holders, stack and id. */
  readonly members: readonly IdentityDiff[];
}

/** Sorts texts by their characters, the same on every machine. */
export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Each text once, sorted. */
export const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort(inOrder);

/** Puts items with the same key together; keys come sorted, items stay in their order. */
export const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups].sort(([a], [b]) => inOrder(a, b));
};

/** Names aside, how a text is built: `repo:acme/*` is not built like `repo:acme/payments`, and must not hide among such. */
const shapeOf = (text: string): string => text.replace(/[\p{L}\p{N}_.@-]+/gu, "x");

const modelShapes = (models: readonly ModelAccess[]): string[] =>
  distinct(
    models.map(({ route, model, name, geography, through, certainty }) =>
      JSON.stringify([route, model, name, geography, shapeOf(through), certainty]),
    ),
  );

const entranceShapes = (entrances: readonly Entrance[]): string[] =>
  entrances.map(({ text }) => shapeOf(text)).sort(inOrder);

/** What is told of an identity, names aside. */
const likeness = ({
  change,
  cloud,
  kind,
  holders,
  replacedFor,
  models,
  entrances,
  openSessions,
}: IdentityDiff): string =>
  JSON.stringify([
    change,
    cloud,
    kind,
    holders.length > 0,
    distinct(replacedFor),
    [models.gained, models.lost, models.kept].map(modelShapes),
    [entrances.gained, entrances.lost].map(entranceShapes),
    [openSessions?.seconds, openSessions?.why, openSessions?.source],
  ]);

const placeKey = ({ holders, stack, id }: IdentityDiff): string => JSON.stringify([distinct(holders), stack, id]);

/** Puts identities together that change alike, whatever their names; sorted by the first of each. */
export const groupAlike = (identities: readonly IdentityDiff[]): AlikeIdentities[] => {
  const sorted = identities
    .map((identity) => ({ identity, key: placeKey(identity) }))
    .sort((a, b) => inOrder(a.key, b.key));
  return groupBy(sorted, ({ identity }) => likeness(identity))
    .flatMap(([, entries]) => {
      const [first] = entries;
      return first === undefined
        ? []
        : [{ key: first.key, group: { first: first.identity, members: entries.map(({ identity }) => identity) } }];
    })
    .sort((a, b) => inOrder(a.key, b.key))
    .map(({ group }) => group);
};

/** Sorted names of the settings documents that lead to the members. */
export const holdersOf = ({ members }: AlikeIdentities): string[] =>
  distinct(members.flatMap(({ holders }) => holders));

/** Sorted names of the stacks in which the members are. */
export const stacksOf = ({ members }: AlikeIdentities): string[] => distinct(members.map(({ stack }) => stack));
