import { xmlEntities } from "../../../quoting/xml-entities";
import { visibleText } from "../visible-text";

/** A text for XML, between tags or in an attribute: all of it is seen, and no character stands in it that XML refuses. */
export const xmlText = (text: string, maxCharacters = 2_000): string => xmlEntities(visibleText(text, maxCharacters));

/** An element; values of attributes are quoted, children are XML. */
export const element = (
  tag: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly string[]
): string => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  const open = `<${tag}${written.join("")}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join("")}</${tag}>`;
};
