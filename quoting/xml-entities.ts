const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
};

/**
 * A text for XML, between tags or in an attribute, as far as its characters mean something there; a carriage return is written as a
 * reference, since a reader folds line ends. Characters that XML refuses are the caller's business.
 */
export const xmlEntities = (text: string): string => text.replace(/[&<>"'\r]/g, (mark) => ENTITIES[mark] ?? mark);
