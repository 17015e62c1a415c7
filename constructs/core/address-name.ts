/** `__u` for `_`, `__xCODE_` for all else that Terraform does not take; so a lone `_` is always a border between parts. */
const encode = (part: string): string =>
  part.replace(/[^A-Za-z0-9-]/gu, (character) =>
    character === "_" ? "__u" : `__x${character.codePointAt(0)?.toString(16)}_`,
  );

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
