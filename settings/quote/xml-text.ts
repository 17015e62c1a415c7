import { xmlEntities } from "../../quoting/xml-entities";

/** Characters of XML 1.0; a lone half of a surrogate pair is none. */
const XML_TEXT = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

/**
 * A text inside an element of XML.
 *
 * @throws Error for a character that XML 1.0 cannot hold.
 */
export const xmlText = (text: string): string => {
  if (!XML_TEXT.test(text)) throw new Error("XML cannot hold a control character");
  return xmlEntities(text);
};
