/**
 * One single-quoted string of PowerShell. Typographic quotes end a string there too, so they are doubled like the plain one.
 * @see https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export const quotePowershell = (text: string): string => {
  if (text.includes("\0")) throw new Error("A PowerShell string cannot hold a NUL character");
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
};
