/** How a box or an edge stands. */
export type Standing = "added" | "removed" | "replaced" | "changed" | "kept";

/** Sign and word of a standing, so that it is told apart without colour. */
export const SIGNS: Readonly<Record<Standing, { readonly sign: string; readonly word: string }>> = {
  added: { sign: "+", word: "added" },
  removed: { sign: "−", word: "removed" },
  replaced: { sign: "±", word: "made anew" },
  changed: { sign: "~", word: "changed" },
  kept: { sign: "", word: "unchanged" },
};

/** Something drawn as a box. */
export interface Box {
  readonly key: string;
  readonly title: string;
  /** Under the title. */
  readonly lines: readonly string[];
  readonly standing: Standing;
  /** Everything, unshortened, for who points at the box. */
  readonly whole: string;
}

/** From one box to one of the next column. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly standing: Standing;
}

/** Three columns of boxes, and what joins neighbours. */
export interface Flow {
  readonly holders: readonly Box[];
  readonly identities: readonly Box[];
  readonly models: readonly Box[];
  readonly edges: readonly Edge[];
  /** What there was no room for, in words; empty where all is shown. */
  readonly left: string;
}
