import type { Sentence } from "./sentence";

/** Signs that are told apart without colour: gained, lost, made anew, changed, not known, as before. */
export type Mark = "+" | "-" | "-/+" | "~" | "?" | "=";

/** What is told of one group of identities or documents. */
export interface Paragraph {
  readonly mark: Mark;
  readonly head: Sentence;
  readonly lines: readonly Sentence[];
}

/** Paragraphs under one title. */
export interface Chapter {
  readonly title: string;
  readonly paragraphs: readonly Paragraph[];
}

/** A report before it is written for a terminal or a page. */
export interface Story {
  /** What the report is about: `Access diff of aws-eu`. */
  readonly subject: Sentence;
  /** The answer in one or two sentences. */
  readonly summary: Sentence;
  /** None is empty. */
  readonly chapters: readonly Chapter[];
}

/** How much of a story is told. */
export interface Telling {
  /** Names in one list, before "and 7 more". */
  readonly names: number;
  /** Whether identities that stay as they are and values that hide no access are listed, not only counted. */
  readonly all: boolean;
}
