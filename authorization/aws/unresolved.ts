/** Value of a context key that exists, or may exist, but is not known yet. */
export const UNRESOLVED: unique symbol = Symbol("unresolved");

/** What `${…}` may hold in a policy: `aws:username`, `saml:sub`, `aws:PrincipalTag/team, 'none'`, or one of `*`, `?`, `$`. */
const VARIABLE = /^(?:[*?$]|[\w.@+/=-]+:[^\s"'(){}[\]?,:]+(?::[^\s"'(){}[\]?,:]+)*(?:\s*,\s*'[^']*')?)$/;

/** Whether the inside of `${…}` is a policy variable of AWS and not an expression of Terraform. */
export const isPolicyVariable = (inside: string): boolean => VARIABLE.test(inside);

/**
 * Whether a text is not wholly known before an apply: it holds an expression of Terraform (`${aws_iam_role.x.arn}`,
 * `%{if …}`) or the mark that stands for one in a plan view (`<ref …>`).
 */
export const holdsUnresolved = (text: string): boolean => {
  if (text.includes("<ref ") || text.includes("%{")) return true;
  for (let at = text.indexOf("${"); at >= 0; at = text.indexOf("${", at + 2)) {
    const end = text.indexOf("}", at);
    if (end < 0 || !isPolicyVariable(text.slice(at + 2, end))) return true;
  }
  return false;
};
