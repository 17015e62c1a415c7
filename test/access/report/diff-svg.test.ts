import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { diffSvg } from "../../../access/report/diff-svg";
import { fittedText, widthOfText, wrappedText } from "../../../access/report/picture/fitted-text";
import { flowOfDiff } from "../../../access/report/picture/flow-of-diff";
import { layoutOf } from "../../../access/report/picture/layout";
import { PALETTES, styleSheet } from "../../../access/report/picture/palette";
import { anyText } from "../../helpers/any-text";
import { anyDiff, manyUnlike, reversed } from "./any-diff";
import { alike, change, diffOf, FULL, HAIKU, identity, SONNET } from "./sample-diff";

interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  trimValues: false,
});
type Node = Record<string, unknown> & { ":@"?: Record<string, string>; "#text"?: string };

const elementsIn = (nodes: readonly Node[]): Element[] =>
  nodes.flatMap((node) =>
    Object.keys(node)
      .filter((tag) => tag !== ":@" && tag !== "#text")
      .flatMap((tag) => {
        const children = node[tag] as Node[];
        const text = children.map((child) => child["#text"] ?? "").join("");
        return [{ tag, attributes: node[":@"] ?? {}, text: String(text) }, ...elementsIn(children)];
      }),
  );
const elementsOf = (svg: string): Element[] => elementsIn(parser.parse(svg) as Node[]);
const textsOf = (svg: string): string[] => elementsOf(svg).flatMap(({ tag, text }) => (tag === "text" ? [text] : []));

const TAGS = ["circle", "desc", "g", "path", "rect", "style", "svg", "text", "title"];
const ATTRIBUTES = "aria-labelledby class cx cy d height id r role rx text-anchor viewBox width x xmlns y".split(" ");

/** What does not belong into a picture without scripts and references. */
const foreignIn = (svg: string): string[] => [
  ...(XMLValidator.validate(svg) === true ? [] : ["not well-formed"]),
  ...(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(svg) ? [] : ["a character XML refuses"]),
  ...elementsOf(svg).flatMap(({ tag, attributes }) => [
    ...(TAGS.includes(tag) ? [] : [tag]),
    ...Object.keys(attributes).filter((key) => !ATTRIBUTES.includes(key)),
  ]),
  ...(elementsOf(svg).filter(({ tag }) => tag === "style").length === 1 ? [] : ["another style sheet"]),
  ...(/url\(|@import|href/.test(styleSheet()) ? ["a reference"] : []),
];

test("a small diff shows holders, identities and models with their signs, and a legend", () => {
  expect(textsOf(diffSvg(FULL))).toEqual([
    "Access diff of aws-eu and gcp-eu",
    "2 identities gain, 2 identities lose, 1 identity is made anew, 1 settings document changes and 2 things that decide on access are not known. 1",
    "identity stays as it is.",
    ...["Who", "Identity", "May call"],
    ...["payments people", "No settings lead here", "science people"],
    ...["payments ci/deploy", "ways in: +1, −1", "support people"],
    ...["+ acme-payments-people", "role · added · in aws-eu"],
    ...["− LegacyBedrock", "role · removed · in aws-eu"],
    ...["± science@acme.example", "service account · made anew · in gcp-eu"],
    ...["~ acme-payments-deploy", "role · changed · in aws-eu"],
    ...["acme-support-people", "role · unchanged · in aws-eu"],
    ...["Amazon Bedrock · eu", "perhaps every model of every ven…"],
    ...["Amazon Bedrock · eu", "Claude Haiku 4.5"],
    ...["Vertex AI", "where it is answered is not known", "Claude Sonnet 5"],
    ...["Amazon Bedrock · eu", "Claude Sonnet 5"],
    // Signs of the edges: from holders row by row, then to models, those of which most changes first.
    ...["+", "−", "±", "±"],
    ...["+", "−", "+", "+"],
    ...["+", "added", "−", "removed", "±", "made anew, or by another way", "~", "changed", "unchanged"],
  ]);
});

test("who does not see it is told the same in words", () => {
  const svg = diffSvg(diffOf([identity({ change: "added", models: change([SONNET]) })]));
  const [root, title, desc] = elementsOf(svg);
  expect(root?.attributes).toEqual({
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: "0 0 1100 208",
    ...{ width: "1100", height: "208", role: "img" },
    "aria-labelledby": "access-diff-title access-diff-desc",
  });
  expect(title).toEqual({ tag: "title", attributes: { id: "access-diff-title" }, text: "Access diff of aws-eu" });
  expect(desc).toEqual({
    tag: "desc",
    attributes: { id: "access-diff-desc" },
    text: "1 identity gains. Gains: payments people: new role acme-payments-people in aws-eu.",
  });
});

test("a diff without identities is a picture that says so", () => {
  expect(textsOf(diffSvg(diffOf([])))).toEqual(["Access diff of no stack", "Nothing changes for anybody."]);
});

test("a model that is lost on one way and gained on another is neither only added nor only removed", () => {
  const diff = diffOf([
    identity({ change: "changed", models: change([{ ...SONNET, through: "new" }], [{ ...SONNET, through: "old" }]) }),
  ]);
  expect(flowOfDiff(diff).edges.map(({ standing }) => standing)).toEqual(["kept", "replaced"]);
});

test("names that do not fit end in an ellipsis and stand whole where one points", () => {
  const name = `acme-${"long-".repeat(20)}name`;
  const svg = diffSvg(diffOf([identity({ name, change: "added", models: change([SONNET]) })]));
  expect(textsOf(svg).filter((text) => text.startsWith("+ acme"))).toEqual(["+ acme-long-long-long-long-long-lon…"]);
  expect(
    elementsOf(svg)
      .filter(({ tag }) => tag === "title")
      .map(({ text }) => text),
  ).toContain(`${name} · role · added · in aws-eu`);
});

test("ten thousand unlike identities are a bounded picture that says how many it leaves out", () => {
  const svg = diffSvg(manyUnlike(10_000));
  expect(svg.length).toBeLessThan(60_000);
  expect(textsOf(svg)).toContain("and 9,982 more identities");
  expect(foreignIn(svg)).toEqual([]);
  const identities = flowOfDiff(manyUnlike(10_000)).identities.map(({ standing }) => standing);
  expect([...new Set(identities)].sort()).toEqual(["added", "changed", "removed", "replaced"]);
});

test("a thousand teams that change alike are one row", () => {
  const texts = textsOf(diffSvg(diffOf([...alike(1_000, { change: "added", models: change([HAIKU]) }), identity()])));
  expect(texts).toContain("1,000 holders");
  expect(texts).toContain("+ 1,000 × role");
  expect(texts).not.toContain("and 999 more identities");
});

const channel = (hex: string): number => {
  const value = Number.parseInt(hex, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const luminance = (colour: string): number =>
  0.2126 * channel(colour.slice(1, 3)) + 0.7152 * channel(colour.slice(3, 5)) + 0.0722 * channel(colour.slice(5, 7));
const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

test.each(["light", "dark"] as const)("text and lines are told from what is behind them: %s", (scheme) => {
  const { ground, box, line, ...inks } = PALETTES[scheme];
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  for (const behind of [ground, box]) {
    for (const ink of Object.values(inks)) expect(contrast(ink, behind)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(line, behind)).toBeGreaterThanOrEqual(3);
  }
});

test("every colour of both schemes stands in the style sheet, the dark ones where the reader prefers dark", () => {
  const [light = "", dark = ""] = styleSheet().split("@media(prefers-color-scheme:dark)");
  expect(Object.values(PALETTES.light).filter((colour) => !light.includes(colour))).toEqual([]);
  expect(Object.values(PALETTES.dark).filter((colour) => !dark.includes(colour))).toEqual([]);
});

test("without colour what is added, removed, made anew and unchanged differs by its line", () => {
  const lines = styleSheet().split("@media")[0] ?? "";
  expect(lines).toContain(".edge{fill:none;stroke-width:1.25}");
  expect(lines).toContain(".edge.added,.edge.removed,.edge.replaced{stroke-width:2.25}");
  expect(lines).toContain(".removed{stroke-dasharray:7 4}");
  expect(lines).toContain(".replaced{stroke-dasharray:10 3 2 3}");
});

test("a shortened text fits its room", () => {
  fc.assert(
    fc.property(anyText({ maxLength: 80 }), fc.integer({ min: 60, max: 300 }), (text, width) => {
      const fitted = fittedText(text, width, 13);
      // The ellipsis is as wide as the font is high.
      expect(widthOfText(fitted.replace(/…$/, ""), 13)).toBeLessThanOrEqual(width);
      for (const line of wrappedText(text, width, 13, 3)) expect(line.length).toBeLessThanOrEqual(text.length + 1);
    }),
  );
});

test("no box lies on another, every edge joins two boxes, and nothing leaves the picture", () => {
  fc.assert(
    fc.property(anyDiff(), (diff) => {
      const flow = flowOfDiff(diff);
      const { boxes, edges, bottom } = layoutOf(flow, 100);
      expect(boxes).toHaveLength(flow.holders.length + flow.identities.length + flow.models.length);
      expect(edges).toHaveLength(flow.edges.length);
      for (const [nth, a] of boxes.entries()) {
        expect(a.y).toBeGreaterThanOrEqual(100);
        expect(a.y + a.height).toBeLessThanOrEqual(bottom + 0.001);
        for (const b of boxes.slice(nth + 1)) {
          expect(a.x !== b.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
        }
      }
    }),
  );
});

test("no name gets out of where it is written, and the order of the input does not matter", () => {
  fc.assert(
    fc.property(anyDiff(), (diff) => {
      const svg = diffSvg(diff);
      expect(foreignIn(svg)).toEqual([]);
      expect(svg).not.toMatch(/\p{Cf}/u);
      expect(svg.length).toBeLessThan(60_000);
      expect(diffSvg(reversed(diff))).toBe(svg);
    }),
    { numRuns: 70 },
  );
});
