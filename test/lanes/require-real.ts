import { appendFileSync } from "node:fs";

/**
 * Says what a test needs of the real world, and whether it is there.
 *
 * `absence` is why the part cannot be used (`"terraform is not in PATH"`), or `undefined` when it is there. Returns
 * `describe` when it is there. When it is not: throws under `CI=true`, since a lane without its real part proves
 * nothing; else returns `describe.skip` and leaves a note that `npm test` prints at its end.
 */
export const requireReal = (what: string, absence: string | undefined): jest.Describe => {
  if (absence === undefined) return describe;
  if (process.env.CI === "true")
    throw new Error(`${what} is missing (${absence}), and CI=true asks for all real parts`);
  const file = process.env.CLAUDE_ACCESS_MISSING_PARTS;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ what, why: absence })}\n`);
  process.stderr.write(`NOT PROVEN: ${what} is missing (${absence})\n`);
  return describe.skip;
};
