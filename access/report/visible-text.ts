import { markUnseen } from "../../quoting/mark-unseen";

/** Characters that a reader does not see, or that move what is beside them: control, direction, zero width, odd spaces. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{DI}\u2800]|(?! )\p{Zs}/gu;

/**
 * A text of which all is seen, on one line: what is not seen stands as `\u{...}`, no runner takes it for a command, what is blank
 * stands in quotes, and what is longer than `maxCharacters` ends in `…`.
 */
export const visibleText = (text: string, maxCharacters = 300): string => {
  const head = [...text.slice(0, 2 * maxCharacters + 2)];
  const isCut = head.length > maxCharacters;
  const kept = markUnseen((isCut ? head.slice(0, maxCharacters - 1) : head).join(""), UNSEEN);
  if (isCut) return `${kept}…`;
  return kept.trim() === "" ? `"${kept}"` : kept;
};
