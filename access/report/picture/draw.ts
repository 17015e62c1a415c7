import { visibleText } from "../visible-text";
import { fittedText } from "./fitted-text";
import { type Box, SIGNS, type Standing } from "./flow";
import type { PlacedBox, PlacedEdge } from "./layout";
import { element, xmlText } from "./xml";

const SMALL = 11.5;
const PADDING = 12;
const round = (number: number): number => Math.round(number * 10) / 10;

/** One line of text at its base line. */
export const drawText = (text: string, x: number, y: number, classes: string, anchor?: "middle"): string =>
  element(
    "text",
    { x: round(x), y: round(y), class: classes, ...(anchor === undefined ? {} : { "text-anchor": anchor }) },
    xmlText(text),
  );

/** A sign on an edge; nothing where the edge is as before. */
const drawSign = (x: number, y: number, standing: Standing): string => {
  const { sign } = SIGNS[standing];
  if (sign === "") return "";
  const dot = element("circle", { cx: round(x), cy: round(y), r: 7.5, class: `dot ${standing}` });
  return dot + drawText(sign, x, y + 4.5, `ink head ${standing}`, "middle");
};

const titleOf = ({ title, standing }: Box): string => {
  const { sign } = SIGNS[standing];
  return sign === "" ? visibleText(title) : `${sign} ${visibleText(title)}`;
};

/** A box with its title and lines; what does not fit is shortened, and stands whole where one points. */
export const drawBox = ({ box, x, y, width, height }: PlacedBox): string => {
  const room = width - 2 * PADDING;
  const inner = (height - 18 * box.lines.length - 30) / 2;
  const title = fittedText(titleOf(box), room / 1.08, 13);
  const lines = box.lines.map((line, nth) =>
    drawText(fittedText(visibleText(line), room, SMALL), x + PADDING, y + inner + 38 + 18 * nth, "soft small"),
  );
  return element(
    "g",
    {},
    element("title", {}, xmlText(box.whole, 600)),
    element("rect", { x, y: round(y), width, height: round(height), rx: 6, class: `box ${box.standing}` }),
    drawText(title, x + PADDING, y + inner + 20, `ink head ${box.standing}`),
    ...lines,
  );
};

const curve = ({ from, to }: PlacedEdge): string => {
  const bend = round((from.x + to.x) / 2);
  return `M${round(from.x)} ${round(from.y)}C${bend} ${round(from.y)} ${bend} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
};

/** The curve of an edge. */
export const drawEdge = (placed: PlacedEdge): string =>
  element("path", { d: curve(placed), class: `edge ${placed.edge.standing}` });

/** The sign of an edge, near where it begins. */
export const drawEdgeSign = ({ edge, from }: PlacedEdge): string => drawSign(from.x + 16, from.y, edge.standing);

const LEGEND: readonly { readonly standing: Standing; readonly words: string; readonly at: number }[] = [
  { standing: "added", words: "added", at: 0 },
  { standing: "removed", words: "removed", at: 130 },
  { standing: "replaced", words: "made anew, or by another way", at: 275 },
  { standing: "changed", words: "changed", at: 530 },
  { standing: "kept", words: "unchanged", at: 665 },
];

/** Samples of signs and lines with their words, on one line. */
export const drawLegend = (x: number, y: number): string =>
  LEGEND.map(({ standing, words, at }) => {
    const line = element("path", { d: `M${x + at} ${y}h44`, class: `edge ${standing}` });
    return line + drawSign(x + at + 22, y, standing) + drawText(words, x + at + 52, y + 4, "soft small");
  }).join("");
