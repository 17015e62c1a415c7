/** Characters that Terraform takes in a name; the separator `_` is doubled, all else becomes its code point. */
const encode = (part: string): string =>
  part.replace(/_/g, "__").replace(/[^A-Za-z0-9_-]/g, (character) => `_x${character.codePointAt(0)?.toString(16)}_`);

/**
 * Name of a resource in its Terraform address, readable and free of collisions: parts joined by `_`.
 * `addressName("payments", "ci/deploy")` is `payments_ci_deploy`.
 */
export const addressName = (...parts: string[]): string => {
  const joined = parts
    .flatMap((part) => part.split("/"))
    .map(encode)
    .join("_");
  return /^[A-Za-z_]/.test(joined) ? joined : `_${joined}`;
};
