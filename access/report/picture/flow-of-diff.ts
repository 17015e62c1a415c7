import type { AccessDiff, IdentityDiff } from "../../access-diff";
import { distinct, groupBy, inOrder } from "../../in-order";
import { type AlikeIdentities, groupAlike, holdersOf, stacksOf } from "../group-alike";
import { numberText } from "../sentence";
import { type Box, type Edge, type Flow, SIGNS, type Standing } from "./flow";
import { modelBoxes, type Row } from "./model-boxes";

/** Rows of identities before the rest is counted. */
const MAX_ROWS = 18;

const RANKS: readonly IdentityDiff["change"][] = ["added", "removed", "replaced", "changed", "unchanged"];

const standingOf = ({ change }: IdentityDiff): Standing => (change === "unchanged" ? "kept" : change);

const waysIn = ({ members }: AlikeIdentities): string[] => {
  const gained = members.reduce((sum, { entrances }) => sum + entrances.gained.length, 0);
  const lost = members.reduce((sum, { entrances }) => sum + entrances.lost.length, 0);
  const counts = [...(gained > 0 ? [`+${numberText(gained)}`] : []), ...(lost > 0 ? [`−${numberText(lost)}`] : [])];
  return counts.length === 0 ? [] : [`ways in: ${counts.join(", ")}`];
};

const holderBox = (group: AlikeIdentities, nth: number): Box => {
  const holders = holdersOf(group);
  const [first = "", ...others] = holders;
  const ways = waysIn(group);
  if (holders.length === 0) {
    const title = "No settings lead here";
    return { key: `holder ${nth}`, title, lines: ways, standing: "kept", whole: title };
  }
  const isOne = others.length === 0;
  return {
    key: `holder ${JSON.stringify(holders)}`,
    title: isOne ? first : `${numberText(holders.length)} holders`,
    lines: [...(isOne ? [] : [holders.slice(0, 20).join(", ")]), ...ways],
    standing: "kept",
    whole: holders.join(", "),
  };
};

const identityBox = ({ key, group }: Row): Box => {
  const { first, members } = group;
  const names = distinct(members.map(({ name }) => name));
  const standing = standingOf(first);
  const count = members.length;
  const lines = [
    ...(count === 1 ? [] : [names.slice(0, 20).join(", ")]),
    [count === 1 ? first.kind : "", SIGNS[standing].word, `in ${stacksOf(group).slice(0, 20).join(", ")}`]
      .filter(Boolean)
      .join(" · "),
  ];
  return {
    ...{ key, lines, standing },
    title: count === 1 ? first.name : `${numberText(count)} × ${first.kind}`,
    whole: `${names.join(", ")} · ${lines.at(-1)}`,
  };
};

const edgeToIdentity = (from: string, { key: to, group }: Row): Edge => {
  const { change, entrances } = group.first;
  if (change !== "changed") return { from, to, standing: standingOf(group.first) };
  const [gains, loses] = [entrances.gained.length > 0, entrances.lost.length > 0];
  return { from, to, standing: gains ? (loses ? "replaced" : "added") : loses ? "removed" : "kept" };
};

/** As many groups as there is room for: the largest of each change in turn, then the largest of those that stay. */
const ranked = (groups: readonly AlikeIdentities[]): AlikeIdentities[] => {
  const bySize = (change: IdentityDiff["change"]) =>
    groups.filter(({ first }) => first.change === change).sort((a, b) => b.members.length - a.members.length);
  const changing = (["added", "removed", "replaced", "changed"] as const).map(bySize);
  const longest = Math.max(...changing.map(({ length }) => length));
  const inTurn = Array.from({ length: longest }, (_, nth) => changing.flatMap((all) => all.slice(nth, nth + 1))).flat();
  return [...inTurn, ...bySize("unchanged")].slice(0, MAX_ROWS);
};

/** Groups of one holder together, those of holders for whom most changes first. */
const ordered = (groups: readonly AlikeIdentities[]): AlikeIdentities[] => {
  const rank = (all: readonly AlikeIdentities[]) => Math.min(...all.map(({ first }) => RANKS.indexOf(first.change)));
  return groupBy(groups, (group) => JSON.stringify(holdersOf(group)))
    .map(([key, all]) => ({ key, all, rank: rank(all) }))
    .sort((a, b) => a.rank - b.rank || inOrder(a.key, b.key))
    .flatMap(({ all }) => all);
};

const leftWords = (diff: AccessDiff, rows: readonly Row[]): string => {
  const shown = new Set(rows.flatMap(({ group }) => group.members));
  const left = diff.identities.filter((identity) => !shown.has(identity));
  const same = left.filter(({ change }) => change === "unchanged").length;
  if (left.length === 0) return "";
  const of = same === 0 ? "" : same === left.length ? ", all unchanged" : `, ${numberText(same)} of them unchanged`;
  return `and ${numberText(left.length)} more ${left.length === 1 ? "identity" : "identities"}${of}`;
};

/** What the picture shows of a diff: holders, identities and models, alike ones together. */
export const flowOfDiff = (diff: AccessDiff): Flow => {
  const rows = ordered(ranked(groupAlike(diff.identities))).map(
    (group, nth): Row => ({ key: `identity ${nth}`, group }),
  );
  const withHolders = rows.map((row, nth) => ({ row, holder: holderBox(row.group, nth) }));
  const holders = groupBy(withHolders, ({ holder }) => holder.key).flatMap(([, entries]): Box[] => {
    const [first] = entries;
    if (first === undefined) return [];
    return [
      {
        ...first.holder,
        lines: entries.length === 1 ? first.holder.lines : distinct(entries.flatMap(({ holder }) => holder.lines)),
      },
    ];
  });
  const models = modelBoxes(rows);
  return {
    holders,
    identities: rows.map(identityBox),
    models: models.boxes,
    edges: [...withHolders.map(({ row, holder }) => edgeToIdentity(holder.key, row)), ...models.edges],
    left: leftWords(diff, rows),
  };
};
