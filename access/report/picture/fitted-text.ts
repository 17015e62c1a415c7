/** Widest of the usual sans-serif faces, in parts of the font size. */
const widthOf = (character: string): number => {
  if (/[ijl.,:;'|!ft()[\] /\\Ir-]/.test(character)) return 0.42;
  if (/[mwMW@%]/.test(character)) return 1;
  if (/[A-Z]/.test(character)) return 0.76;
  return /[\u0020-\u024f]/.test(character) ? 0.64 : 1.3;
};

/** Width of a text in pixels, rather too much than too little. */
export const widthOfText = (text: string, fontSize: number): number =>
  [...text].reduce((sum, character) => sum + widthOf(character), 0) * fontSize;

/** The text, or as much of it as fits into `width` pixels and an ellipsis. */
export const fittedText = (text: string, width: number, fontSize: number): string => {
  if (widthOfText(text, fontSize) <= width) return text;
  let left = width - fontSize;
  let kept = "";
  for (const character of text) {
    left -= widthOf(character) * fontSize;
    if (left < 0) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
};

/** Words on at most `maxLines` lines of `width` pixels. */
export const wrappedText = (text: string, width: number, fontSize: number, maxLines: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    const isFull = lines.length === maxLines;
    if (last === undefined || (widthOfText(longer, fontSize) > width && !isFull)) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => fittedText(line, width, fontSize));
};
