import { markUnseen } from "../../quoting/mark-unseen";

/** Characters that a reader does not see, or that move what stands beside them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu;

/**
 * A text of others on one line, as terminals and logs may show it: what is not seen stands as `\u{...}`, and no runner
 * takes it for a command.
 */
export const visibleText = (text: string): string => markUnseen(text, UNSEEN);
