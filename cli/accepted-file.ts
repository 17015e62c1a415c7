import { inputText } from "../plans/input-text";
import { type AcknowledgementFile, readAcknowledgements, unreadableFile } from "../policies/acknowledgements";
import { readBounded } from "./read-bounded";

/** More than `readAcknowledgements` takes, so that it is what says so. */
const MOST_BYTES = 8_000_000;

/** What a file of acknowledgements says: nothing where there is none, and a mistake where it cannot be read. */
export const acceptedIn = (file: string): AcknowledgementFile => {
  const read = readBounded(file, MOST_BYTES);
  if ("missing" in read) return { acknowledgements: [], mistakes: [] };
  if ("problem" in read) return unreadableFile(file, read.problem);
  if (read.bytes.length === 0) return { acknowledgements: [], mistakes: [] };
  const text = inputText(read.bytes);
  return typeof text === "string" ? readAcknowledgements(text, file) : unreadableFile(file, text.failure);
};
