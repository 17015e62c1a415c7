import type { ModelAccess } from "../../access-side";
import { distinct, groupBy, inOrder } from "../../in-order";
import type { AlikeIdentities } from "../group-alike";
import { ROUTE_WORDS } from "../route-words";
import { numberText } from "../sentence";
import type { Box, Edge, Standing } from "./flow";

/** Boxes in the column of models, and lines in a box, before the rest is counted. */
const MAX_BOXES = 12;
const MAX_LINES = 6;

/** One row of the picture: identities that change alike, and the key of their box. */
export interface Row {
  readonly key: string;
  readonly group: AlikeIdentities;
}

interface Called {
  readonly access: ModelAccess;
  /** By the row's key. */
  readonly standings: Map<string, Standing>;
}

/** A model that is gained on one way and lost on another moves. */
const merged = (before: Standing | undefined, now: Standing): Standing => {
  if (before === undefined || before === now) return now;
  const both = [before, now];
  if (both.includes("replaced") || (both.includes("added") && both.includes("removed"))) return "replaced";
  return both.find((standing) => standing !== "kept") ?? "kept";
};

const accessOf = ({ route, geography, certainty, model, name }: ModelAccess): string =>
  JSON.stringify([ROUTE_WORDS[route], geography ?? null, certainty, model, name]);

const calledIn = (rows: readonly Row[]): Called[] => {
  const called = new Map<string, Called>();
  for (const { key, group } of rows) {
    const { gained, lost, kept } = group.first.models;
    const all = [
      ...gained.map((access) => ({ access, standing: "added" as const })),
      ...lost.map((access) => ({ access, standing: "removed" as const })),
      ...kept.map((access) => ({ access, standing: "kept" as const })),
    ];
    for (const { access, standing } of all) {
      const entry = called.get(accessOf(access)) ?? { access, standings: new Map() };
      entry.standings.set(key, merged(entry.standings.get(key), standing));
      called.set(accessOf(access), entry);
    }
  }
  return [...called.entries()].sort(([a], [b]) => inOrder(a, b)).map(([, entry]) => entry);
};

/** Models of one place that the same rows call in the same way stand in one box. */
const boxKey = ({ access, standings }: Called): string =>
  JSON.stringify([ROUTE_WORDS[access.route], access.geography ?? null, access.certainty, [...standings].sort()]);

/** Characters of a title that fit for sure; a longer place stands on a line of its own. */
const TITLE = 26;

const titleOf = ({ route, geography }: ModelAccess): { title: string; lines: string[] } => {
  const words = ROUTE_WORDS[route];
  if (geography === undefined) return { title: words, lines: ["where it is answered is not known"] };
  const title = `${words} · ${geography}`;
  return title.length <= TITLE ? { title, lines: [] } : { title: words, lines: [`answered in ${geography}`] };
};

const boxOf = (key: string, [first, ...others]: readonly Called[]): Box[] => {
  if (first === undefined) return [];
  const perhaps = first.access.certainty === "possible" ? "perhaps " : "";
  const names = distinct([first, ...others].map(({ access }) => perhaps + access.name));
  const rest = names.length - MAX_LINES;
  const shown = rest > 0 ? [...names.slice(0, MAX_LINES), `and ${numberText(rest)} more`] : names;
  const { title, lines } = titleOf(first.access);
  return [{ key, title, lines: [...lines, ...shown], standing: "kept", whole: [title, ...lines, ...names].join(", ") }];
};

const edgesTo = (to: string, called: readonly Called[]): Edge[] =>
  groupBy(
    called.flatMap(({ standings }) => [...standings].map(([from, standing]) => ({ from, standing }))),
    ({ from }) => from,
  ).map(([from, alike]) => ({
    from,
    to,
    standing: alike
      .map(({ standing }) => standing)
      .reduce<Standing>((before, now) => merged(before, now), alike[0]?.standing ?? "kept"),
  }));

const countOfChanges = (called: readonly Called[]): number =>
  called.flatMap(({ standings }) => [...standings.values()]).filter((standing) => standing !== "kept").length;

/** Boxes of the models that the rows call; where there are too many, those with changes come first and the others share one box. */
export const modelBoxes = (
  rows: readonly Row[],
): { readonly boxes: readonly Box[]; readonly edges: readonly Edge[] } => {
  const ranked = groupBy(calledIn(rows), boxKey)
    .map(([, called]) => called)
    .sort((a, b) => countOfChanges(b) - countOfChanges(a));
  const isFolded = ranked.length > MAX_BOXES;
  const own = isFolded ? ranked.slice(0, MAX_BOXES - 1) : ranked;
  const folded = isFolded ? ranked.slice(MAX_BOXES - 1).flat() : [];
  const names = distinct(folded.map(({ access }) => access.name));
  const foldedBox: Box = {
    ...{ key: "model rest", title: "Other places and models", standing: "kept" },
    lines: [...names.slice(0, 2), ...(names.length > 2 ? [`and ${numberText(names.length - 2)} more`] : [])],
    whole: `Other places and models: ${names.join(", ")}`,
  };
  return {
    boxes: [...own.flatMap((called, nth) => boxOf(`model ${nth}`, called)), ...(isFolded ? [foldedBox] : [])],
    edges: [
      ...own.flatMap((called, nth) => edgesTo(`model ${nth}`, called)),
      ...(isFolded ? edgesTo("model rest", folded) : []),
    ],
  };
};
