import { type GlobToken, globTokens, ONE, RUN } from "../glob";

/** One character, or a run of characters (also none), out of those that `allows` takes. */
export interface Piece {
  readonly run: boolean;
  readonly allows: (character: string) => boolean;
}

/** Pieces for a text, character by character. */
export const literally = (text: string): readonly Piece[] =>
  [...text].map((expected) => ({ run: false, allows: (character) => character === expected }));

/** Characters that only a wildcard of the pattern can have matched. */
export const WILD = "\u0000";

type Step = { readonly run: boolean; readonly character: string | undefined };

const stepsOf = (tokens: readonly GlobToken[]): readonly Step[] =>
  tokens.flatMap((token): Step[] => {
    if (token === RUN) return [{ run: true, character: undefined }];
    if (token === ONE) return [{ run: false, character: undefined }];
    return [...token].map((character) => ({ run: false, character }));
  });

/** A character that both would take; a wildcard of the pattern takes any, so the piece is asked whether it takes something. */
const agree = ({ character }: Step, { allows }: Piece, samples: readonly string[]): boolean =>
  character === undefined ? samples.some(allows) : allows(character);

/** Characters that stand for all: every printable one of ASCII, one beyond, and the wild one. */
const SAMPLES: readonly string[] = [WILD, "é", ...Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))];

/**
 * Whether some text is covered by the pattern (`*` and `?` as wildcards) and by the pieces alike. Walks both side by side;
 * time grows with the product of their lengths.
 */
export const patternsMeet = (pattern: string, pieces: readonly Piece[]): boolean => {
  const steps = stepsOf(globTokens(pattern));
  const width = pieces.length + 1;
  const seen = new Uint8Array((steps.length + 1) * width);
  const open: number[] = [0];
  const visit = (left: number, right: number): void => {
    const place = left * width + right;
    if (seen[place] === 0) {
      seen[place] = 1;
      open.push(place);
    }
  };
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const left = Math.floor(place / width);
    const right = place % width;
    const step = steps[left];
    const piece = pieces[right];
    if (step === undefined && piece === undefined) return true;
    if (step?.run === true) visit(left + 1, right);
    if (piece?.run === true) visit(left, right + 1);
    if (step === undefined || piece === undefined || !agree(step, piece, SAMPLES)) continue;
    visit(step.run ? left : left + 1, piece.run ? right : right + 1);
    if (step.run) visit(left + 1, right + 1);
    if (piece.run) visit(left + 1, right + 1);
  }
  return false;
};
