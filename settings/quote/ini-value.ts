/**
 * A value of an AWS config file. The format has no quoting: a line end would start another setting, and ` #` or ` ;` a
 * comment, so such values are refused.
 */
export const iniValue = (text: string): string => {
  if (/[\r\n\0]/.test(text)) throw new Error("A value of an AWS config file cannot hold a line end");
  if (/(^|\s)[#;]/.test(text))
    throw new Error("A value of an AWS config file cannot hold a comment mark after a space");
  return text;
};

/** A name between the brackets of a section: letters, digits, `-`, `_`, `.` only. */
export const iniName = (text: string): string => {
  if (!/^[\w.-]+$/.test(text)) throw new Error(`"${text}" cannot be the name of a section in an AWS config file`);
  return text;
};
