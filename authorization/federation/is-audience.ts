import { isText, type Text } from "../google/text";
import { anyOf, type Truth } from "../truth";

/** Whether a token's audience (`aud`, a text or a list) is among those that are accepted. */
export const isAudience = (accepted: readonly Text[], audience: unknown): Truth => {
  if (typeof audience === "string") return anyOf(accepted, (one) => isText(one, audience));
  if (!Array.isArray(audience)) return false;
  const each = audience.map((one: unknown) => isAudience(accepted, one));
  if (each.length === 1) return each[0];
  // What Google and Entra do with a token for several audiences is not documented.
  return each.every((one) => one === false) ? false : undefined;
};
