import type { Facts } from "../facts";

/** What a page and its files say of one route. */
export interface RoutePage<F extends Facts> {
  /** Where requests go, as sentences. */
  readonly through: (facts: F) => string;
  /** How the holder gets credentials, as paragraphs of Markdown. */
  readonly credentials: (facts: F) => readonly string[];
  /** What people do before a start where the settings come from a repository; empty: nothing. */
  readonly besideProject: (facts: F) => readonly string[];
  /** What a start shows that is no fault, where only the environment speaks or with any settings; empty: nothing. */
  readonly atStart: (facts: F, delivered: "environment" | "settings") => readonly string[];
  /** Files beside the settings, by name. */
  readonly files: (facts: F) => Readonly<Record<string, string>>;
}
