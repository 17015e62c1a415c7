/** A file to deliver. */
export interface Artefact {
  /** Path below the output folder, with `/`. */
  readonly path: string;
  /** Permission bits. None of these files holds a secret. */
  readonly mode: number;
  readonly value: string;
}
