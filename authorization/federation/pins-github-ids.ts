import type { ClaimPin } from "./claim-pins";

const IDS = new Set(["repository_id", "repository_owner_id", "enterprise_id"]);
/** `repo:OWNER@ID/…`, or a customised subject with one of the ids. */
const SUBJECT_WITH_ID = /^repo:[^@:/*?]+@\d+\/|(^|:)(repository_id|repository_owner_id|enterprise_id):[^:*?]+/;

/** Whether claims of GitHub Actions that are pinned together hold an id of the repository or its owner: names change hands. */
export const pinsGithubIds = (pins: readonly ClaimPin[]): boolean =>
  pins.some(([claim, value]) =>
    claim === "sub" ? SUBJECT_WITH_ID.test(value) : IDS.has(claim) && value !== "" && !/[*?]/.test(value),
  );

/** Whether one of the claims that are pinned names one of these repositories: `acme/payments`. */
export const pinsRepository = (pins: readonly ClaimPin[], repositories: readonly string[]): boolean =>
  pins.some(([claim, value]) =>
    repositories.some((one) => (claim === "sub" ? value.startsWith(`repo:${one}:`) : value === one)),
  );
