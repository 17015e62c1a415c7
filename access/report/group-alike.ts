import type { IdentityDiff } from "../access-diff";
import type { Entrance, ModelAccess } from "../access-side";
import { distinct, groupBy, inOrder } from "../in-order";

/** Identities of which the same is told: never empty. */
export interface AlikeIdentities {
  readonly first: IdentityDiff;
  /** Sorted by holders, stack and id. */
  readonly members: readonly IdentityDiff[];
}

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

const placeKey = ({ holders, stack, id, name, address }: IdentityDiff): string =>
  JSON.stringify([distinct(holders), stack, id, name, address]);

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
