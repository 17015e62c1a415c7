/** Colours of a terminal, as `picocolors` has them. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
}

const asIs = (text: string): string => text;

/** No colours. */
export const PLAIN: Paint = { bold: asIs, dim: asIs, green: asIs, red: asIs, yellow: asIs };
