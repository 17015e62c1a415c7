import type { AccessDiff } from "../access-diff";
import { diffStory } from "./diff-story";
import { drawBox, drawEdge, drawEdgeSign, drawLegend, drawText } from "./picture/draw";
import { fittedText, wrappedText } from "./picture/fitted-text";
import { flowOfDiff } from "./picture/flow-of-diff";
import { COLUMNS, layoutOf, type PlacedEdge } from "./picture/layout";
import { styleSheet } from "./picture/palette";
import { element, xmlText } from "./picture/xml";
import { type Sentence, write } from "./sentence";
import type { Story } from "./story";
import { TEXT_QUOTING } from "./text-quoting";

const WIDTH = 1_100;
const MARGIN = 24;
const HEADS = ["Who", "Identity", "May call"] as const;

const text = (sentence: Sentence): string => write(sentence, TEXT_QUOTING);

/** The picture in words, for who does not see it: the first of each chapter. */
const described = ({ summary, chapters }: Story): string =>
  [
    text(summary),
    ...chapters.map(({ title, paragraphs }) => {
      const heads = paragraphs.slice(0, 5).map(({ head }) => text(head));
      return `${title}: ${heads.join("; ")}${paragraphs.length > 5 ? "; and more" : ""}.`;
    }),
  ].join(" ");

/** What changes lies over what stays. */
const keptFirst = (edges: readonly PlacedEdge[]): PlacedEdge[] => [
  ...edges.filter(({ edge }) => edge.standing === "kept"),
  ...edges.filter(({ edge }) => edge.standing !== "kept"),
];

const drawn = (diff: AccessDiff, summary: readonly string[]): { height: number; body: string } => {
  const flow = flowOfDiff(diff);
  const heads = 72 + 18 * summary.length;
  const { boxes, edges, bottom } = layoutOf(flow, heads + 14);
  const foot = bottom + (flow.left === "" ? 0 : 26);
  const body =
    boxes.length === 0
      ? ""
      : [
          ...HEADS.map((head, nth) => drawText(head, COLUMNS[nth]?.x ?? 0, heads, "soft head")),
          ...keptFirst(edges).map(drawEdge),
          ...boxes.map(drawBox),
          ...edges.map(drawEdgeSign),
          ...(flow.left === "" ? [] : [drawText(flow.left, COLUMNS[1].x, foot - 4, "soft")]),
          drawLegend(MARGIN, foot + 32),
        ].join("\n");
  return { height: boxes.length === 0 ? heads : foot + 56, body };
};

/**
 * An access diff as an SVG picture: who, by which identity, may call what; ends with a line break. Of bounded size, without
 * scripts and references to elsewhere, light or dark as the reader prefers, and readable without colour.
 */
export const diffSvg = (diff: AccessDiff): string => {
  const story = diffStory(diff, { names: 3, all: false });
  const subject = text(story.subject);
  const summary = wrappedText(text(story.summary), WIDTH - 2 * MARGIN, 13, 3);
  const { height, body } = drawn(diff, summary);
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${WIDTH} ${Math.ceil(height)}`,
    ...{ width: WIDTH, height: Math.ceil(height), role: "img" },
    "aria-labelledby": "access-diff-title access-diff-desc",
  };
  const children = [
    element("title", { id: "access-diff-title" }, xmlText(subject)),
    element("desc", { id: "access-diff-desc" }, xmlText(described(story))),
    element("style", {}, styleSheet()),
    element("rect", { width: WIDTH, height: Math.ceil(height), class: "ground" }),
    drawText(fittedText(subject, WIDTH - 2 * MARGIN, 18.5), MARGIN, 36, "ink title"),
    ...summary.map((line, nth) => drawText(line, MARGIN, 60 + 18 * nth, "soft")),
    body,
  ];
  return `${element("svg", attributes, ...children.map((child) => `\n${child}`), "\n")}\n`;
};
