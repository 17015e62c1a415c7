/** One word of a POSIX shell: whatever the text holds, the shell reads it back as it was. NUL cannot be passed on. */
export const quotePosix = (text: string): string => {
  if (text.includes("\0")) throw new Error("A shell word cannot hold a NUL character");
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
};
