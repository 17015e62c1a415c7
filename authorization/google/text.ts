import { stringLike } from "../glob";
import type { Truth } from "../truth";

/** A text of a document that is not known, at all or in part. */
export interface Unknown {
  /** Why, or what it stands for: `"google_project.new.number"`. */
  readonly unknown: string;
  /** The parts that are known, `*` for each that is not. @default nothing is known */
  readonly like?: string;
}

/** A text, or the explicit statement that it is not known. Plain JSON. */
export type Text = string | Unknown;

/** Whether a text is known. */
export const isKnown = (text: Text): text is string => typeof text === "string";

/** Whether a text is this value; never yes for one that is not known, and no where its known parts already differ. */
export const isText = (text: Text, value: string): Truth => {
  if (isKnown(text)) return text === value;
  return text.like === undefined || stringLike(text.like, value) ? undefined : false;
};

/** A text for people. */
export const textName = (text: Text): string => (isKnown(text) ? text : (text.like ?? `<${text.unknown}>`));
