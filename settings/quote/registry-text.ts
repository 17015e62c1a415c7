/**
 * A `REG_SZ` value between its quotes in a `.reg` file. The format has escapes for quotes and backslashes only, so JSON is
 * written in ASCII before it comes here.
 *
 * @throws Error for a line end, a control character, or anything beyond ASCII, which depends on the file's encoding.
 */
export const registryText = (text: string): string => {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new Error("A registry text can hold printable ASCII only");
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
};
