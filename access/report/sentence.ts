/** A part of a sentence: our own words, a name that others chose, words of others, in which names may stand, or a document's address. */
export type Piece = string | { readonly name: string } | { readonly prose: string } | { readonly link: string };

/** How names, prose and addresses are written for one kind of page. */
export interface Quoting {
  readonly name: (text: string) => string;
  readonly prose: (text: string) => string;
  readonly link: (address: string) => string;
}

/** A sentence before it is written for a terminal or a page, which quote names and prose in their own way. */
export type Sentence = readonly Piece[];

/** A number with its thousands apart: `1,000`. */
export const numberText = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

/** A name that others chose. */
export const name = (text: string): Sentence => [{ name: text }];

/** Words of others, or words with names of others in them. */
export const prose = (text: string): Sentence => [{ prose: text }];

/** Where a reader finds more. */
export const link = (address: string): Sentence => [{ link: address }];

/** Makes a sentence of a template: what is written in it are our own words, what is put in are numbers and sentences. */
export const tell = (words: TemplateStringsArray, ...values: readonly (Sentence | number)[]): Sentence =>
  words
    .flatMap((word, at): Piece[] => {
      const value = values[at];
      if (value === undefined) return [word];
      return [word, ...(typeof value === "number" ? [numberText(value)] : value)];
    })
    .filter((piece) => piece !== "");

/** `1 role`, `1,000 roles`. */
export const counted = (number: number, one: string, many = `${one}s`): Sentence => [
  `${numberText(number)} ${number === 1 ? one : many}`,
];

/** `a`, `a and b`, `a, b and c`; beyond `shown` of them `a, b and 7 more`. */
export const listed = (items: readonly Sentence[], shown: number): Sentence => {
  const isFolded = items.length > shown;
  const rest = isFolded ? [[`${numberText(items.length - shown)} more`]] : [];
  const all: readonly Sentence[] = [...items.slice(0, isFolded ? shown : items.length), ...rest];
  return all.flatMap((item, at): Sentence => {
    if (at === 0) return item;
    return [at === all.length - 1 ? " and " : ", ", ...item];
  });
};

/** Writes a sentence, with a way to quote for each kind of piece. */
export const write = (sentence: Sentence, quote: Quoting): string =>
  sentence
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if ("name" in piece) return quote.name(piece.name);
      return "prose" in piece ? quote.prose(piece.prose) : quote.link(piece.link);
    })
    .join("");
