/** Colours of one scheme, as `#rrggbb`. */
export interface Palette {
  /** Behind everything. */
  readonly ground: string;
  /** Inside boxes. */
  readonly box: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly added: string;
  readonly removed: string;
  readonly replaced: string;
}

/** Every colour of text has a contrast of at least 4.5:1 on ground and box, every line of at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11). */
export const PALETTES: { readonly light: Palette; readonly dark: Palette } = {
  light: {
    ground: "#ffffff",
    box: "#f6f8fa",
    ink: "#1f2328",
    soft: "#59636e",
    line: "#818b98",
    added: "#116329",
    removed: "#b3111e",
    replaced: "#7d4e00",
  },
  dark: {
    ground: "#0d1117",
    box: "#161b22",
    ink: "#f0f6fc",
    soft: "#9198a1",
    line: "#768390",
    added: "#4ac26b",
    removed: "#ff7b72",
    replaced: "#e3b341",
  },
};

const rules = ({ ground, box, ink, soft, line, ...marks }: Palette): string[] => [
  `.ground{fill:${ground}}`,
  `.ink{fill:${ink}}`,
  `.soft{fill:${soft}}`,
  `.box{fill:${box};stroke:${line}}`,
  `.edge{stroke:${line}}`,
  `.dot{fill:${ground};stroke:${line}}`,
  ...Object.entries(marks).flatMap(([word, colour]) => [
    `.ink.${word}{fill:${colour}}`,
    `.box.${word},.edge.${word},.dot.${word}{stroke:${colour}}`,
  ]),
];

/** Lines differ without colour: whole and thick, dashed, dash and dot, thin. */
const SHAPES: readonly string[] = [
  'text{font-family:-apple-system,"Segoe UI","Noto Sans",Helvetica,Arial,"DejaVu Sans",sans-serif;font-size:13px}',
  ".title{font-size:17px;font-weight:600}",
  ".head{font-weight:600}",
  ".small{font-size:11.5px}",
  ".edge{fill:none;stroke-width:1.25}",
  ".box{stroke-width:1}",
  ".dot{stroke-width:1.25}",
  ".box.added,.box.removed,.box.replaced,.edge.added,.edge.removed,.edge.replaced{stroke-width:2.25}",
  ".removed{stroke-dasharray:7 4}",
  ".replaced{stroke-dasharray:10 3 2 3}",
  ".dot,.ink{stroke-dasharray:none}",
];

/** Style sheet of the picture: light, and dark where the reader prefers it. */
export const styleSheet = (): string =>
  [...SHAPES, ...rules(PALETTES.light), `@media(prefers-color-scheme:dark){${rules(PALETTES.dark).join("")}}`].join(
    "\n",
  );
