import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AccessDiff, IdentityDiff } from "../../access/access-diff";
import { diffSvg } from "../../access/report/diff-svg";

/** A picture that is made of a sample. */
export interface Picture {
  /** Name under `docs/pictures/`. */
  readonly file: string;
  readonly text: string;
}

const sample = (): AccessDiff => JSON.parse(readFileSync(join(__dirname, "access-diff.json"), "utf8")) as AccessDiff;

const TEAMS = 400;

/** What a new model for everybody looks like: as many teams that change alike, beside those of the sample; its counts are left as they are. */
const manyTeams = (diff: AccessDiff): AccessDiff => {
  const pattern = diff.identities.find(({ change, models }) => change === "changed" && models.gained.length > 0);
  if (pattern === undefined) throw new Error("access-diff.json holds no identity that gains a model");
  const teams = Array.from({ length: TEAMS }, (_, nth): IdentityDiff => {
    const team = `team-${String(nth + 1).padStart(3, "0")}`;
    const address = `${pattern.address}${nth + 1}`;
    return { ...pattern, id: address, address, name: `acme-${team}-people`, holders: [`${team} people`] };
  });
  return { ...diff, identities: [...diff.identities, ...teams] };
};

/** Pictures of `docs/pictures/`, written by `npm run docs`. */
export const pictures = (): Picture[] => {
  const diff = sample();
  return [
    { file: "access-diff.svg", text: diffSvg(diff) },
    { file: "access-diff-many-teams.svg", text: diffSvg(manyTeams(diff)) },
  ];
};
