import { inOrder } from "../../in-order";
import type { Box, Edge, Flow } from "./flow";

/** A box with its place, in pixels. */
export interface PlacedBox {
  readonly box: Box;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An edge with its two ends. */
export interface PlacedEdge {
  readonly edge: Edge;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

export interface Layout {
  readonly boxes: readonly PlacedBox[];
  readonly edges: readonly PlacedEdge[];
  /** Lower end of the lowest box. */
  readonly bottom: number;
}

/** Left side and width of the columns. */
export const COLUMNS = [
  { x: 24, width: 232 },
  { x: 336, width: 322 },
  { x: 824, width: 252 },
] as const;

const GAP = 14;
const LINE = 18;
/** Distance of two edges at one side of a box, so that their signs do not touch. */
const PORT = 18;

/** The same where there are no signs. */
const DENSE_PORT = 8;

const heightOf = ({ lines, key }: Box, edges: readonly Edge[]): number => {
  const leaving = edges.filter(({ from }) => from === key).length;
  const coming = edges.filter(({ to }) => to === key).length;
  return Math.max(30 + LINE * lines.length, PORT * leaving + 8, DENSE_PORT * coming + 8);
};

const stack = (boxes: readonly Box[], column: number, top: number, edges: readonly Edge[]): PlacedBox[] => {
  const { x, width } = COLUMNS[column] ?? COLUMNS[0];
  let y = top;
  return boxes.map((box) => {
    const height = heightOf(box, edges);
    const placed = { box, x, y, width, height };
    y += height + GAP;
    return placed;
  });
};

const middle = ({ y, height }: PlacedBox): number => y + height / 2;

const bottomOf = (boxes: readonly PlacedBox[], top: number): number =>
  Math.max(top, ...boxes.map(({ y, height }) => y + height));

/** For each box the middle of the rows that it is joined to. */
const middlesOf = (boxes: readonly Box[], rows: readonly PlacedBox[], edges: readonly Edge[]): number[] => {
  const heights = new Map(rows.map((row) => [row.box.key, middle(row)]));
  return boxes.map(({ key }) => {
    const ends = edges.flatMap(({ from, to }) => (from === key ? [to] : to === key ? [from] : []));
    const places = ends.flatMap((end) => heights.get(end) ?? []);
    return places.reduce((sum, place) => sum + place, 0) / Math.max(1, places.length);
  });
};

/** Boxes in the order of the rows that they are joined to. */
const byRows = (boxes: readonly Box[], rows: readonly PlacedBox[], edges: readonly Edge[]): Box[] => {
  const at = middlesOf(boxes, rows, edges);
  return boxes
    .map((box, nth) => ({ box, at: at[nth] ?? 0 }))
    .sort((a, b) => a.at - b.at || inOrder(a.box.key, b.box.key))
    .map(({ box }) => box);
};

/** Moves boxes down, each as near to its rows as those above it leave room. */
const beside = (placed: readonly PlacedBox[], bottom: number, at: readonly number[]): PlacedBox[] => {
  let free = bottom - bottomOf(placed, 0);
  let shift = 0;
  return placed.map((box, nth) => {
    const more = Math.min(free, Math.max(0, (at[nth] ?? 0) - middle(box) - shift));
    free -= more;
    shift += more;
    return { ...box, y: box.y + shift };
  });
};

/** Moves boxes down until there is the same room between all, so that curves do not crowd. */
const spread = (placed: readonly PlacedBox[], bottom: number): PlacedBox[] => {
  const room = (bottom - bottomOf(placed, 0)) / Math.max(1, placed.length);
  return placed.map((box, nth) => ({ ...box, y: box.y + room * (nth + 0.5) }));
};

const portsOf = (box: PlacedBox, edges: readonly Edge[], placeOf: (edge: Edge) => number): Map<Edge, number> => {
  const sorted = [...edges].sort((a, b) => placeOf(a) - placeOf(b));
  const step = Math.min(PORT, (box.height - 8) / Math.max(1, sorted.length));
  return new Map(sorted.map((edge, nth) => [edge, middle(box) + (nth - (sorted.length - 1) / 2) * step]));
};

const placedEdges = (boxes: readonly PlacedBox[], edges: readonly Edge[]): PlacedEdge[] => {
  const byKey = new Map(boxes.map((box) => [box.box.key, box]));
  const at = (key: string): number => {
    const box = byKey.get(key);
    return box === undefined ? 0 : middle(box);
  };
  const starts = new Map<Edge, number>();
  const ends = new Map<Edge, number>();
  for (const box of boxes) {
    const leaving = edges.filter(({ from }) => from === box.box.key);
    const coming = edges.filter(({ to }) => to === box.box.key);
    for (const [edge, y] of portsOf(box, leaving, ({ to }) => at(to))) starts.set(edge, y);
    for (const [edge, y] of portsOf(box, coming, ({ from }) => at(from))) ends.set(edge, y);
  }
  return edges.flatMap((edge) => {
    const [from, to] = [byKey.get(edge.from), byKey.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    return [
      {
        edge,
        from: { x: from.x + from.width, y: starts.get(edge) ?? middle(from) },
        to: { x: to.x, y: ends.get(edge) ?? middle(to) },
      },
    ];
  });
};

/** Places boxes in three columns under `top`, none above another, and edges between them. */
export const layoutOf = ({ holders, identities, models, edges }: Flow, top: number): Layout => {
  const stacked = stack(identities, 1, top, edges);
  const sorted = { holders: byRows(holders, stacked, edges), models: byRows(models, stacked, edges) };
  const left = stack(sorted.holders, 0, top, edges);
  const right = stack(sorted.models, 2, top, edges);
  const bottom = bottomOf([...left, ...stacked, ...right], top);
  const rows = spread(stacked, bottom);
  const boxes = [...beside(left, bottom, middlesOf(sorted.holders, rows, edges)), ...rows, ...spread(right, bottom)];
  return { boxes, edges: placedEdges(boxes, edges), bottom };
};
