import type { google } from "@google-cloud/iam/build/protos/protos";
import { stringLike } from "../../authorization/glob";
import { anyOf, both, not, type Truth } from "../../authorization/truth";
import type { Ancestry } from "./ancestry";
import { readPrincipal } from "./principal";
import { relationOf } from "./principal-relation";

export type DenyRule = google.iam.v2.IDenyRule;

/**
 * A permission as deny policies write it: `aiplatform.endpoints.predict` is `aiplatform.googleapis.com/endpoints.predict`.
 * @see https://docs.cloud.google.com/iam/docs/deny-permissions-support (read 2026-11-23)
 */
export const deniedFormOf = (permission: string): string =>
  permission.includes("/") ? permission : permission.replace(".", ".googleapis.com/");

/** Groups of permissions are `SERVICE/RESOURCE.*`, `SERVICE/*.VERB` and `SERVICE/*.*`; any other `*` is read in the same way. */
const names = (patterns: readonly string[] | null | undefined, permission: string): boolean =>
  (patterns ?? []).some((pattern) => stringLike(pattern.endsWith("/*") ? `${pattern}.*` : pattern, permission));

/** Permissions that a rule takes away, in the form of deny policies; empty when it is about others. */
export const deniedPermissions = (rule: DenyRule, permissions: readonly string[]): string[] =>
  permissions
    .map(deniedFormOf)
    .filter((one) => names(rule.deniedPermissions, one) && !names(rule.exceptionPermissions, one));

/** Whether a rule reaches all of a declared principal; `undefined`: a part of it, or a membership that nobody here can see. */
export const reaches = (rule: DenyRule, member: string, ancestry: Ancestry): Truth => {
  const ours = readPrincipal(member);
  const denied = anyOf(rule.deniedPrincipals ?? [], (text) => {
    const relation = relationOf(readPrincipal(text), ours, ancestry);
    return relation === "covers" ? true : relation === "none" ? false : undefined;
  });
  const excepted = anyOf(rule.exceptionPrincipals ?? [], (text) => {
    const relation = relationOf(readPrincipal(text), ours, ancestry);
    return relation === "covers" ? true : relation === "unknown" ? undefined : false;
  });
  return both(denied, not(excepted));
};
