/** Where a fact comes from, and when it was read there. An entry without it does not compile. */
export interface Source {
  /** Document, address or binary in which the fact was read. */
  readonly source: string;
  /** Day on which it was read, `YYYY-MM-DD`. */
  readonly date: string;
}
