import type { IdentityDiff } from "../access-diff";
import type { Entrance, ModelAccess } from "../access-side";
import { distinct } from "../in-order";
import type { AlikeIdentities } from "./group-alike";
import { headOf, sessionLines, whereLine } from "./identity-lines";
import { entranceLines, modelLines, type Verbs } from "./model-lines";
import { listed, name, type Sentence, tell } from "./sentence";
import type { Chapter, Paragraph, Telling } from "./story";

/** Whether somebody can do more than before, or could, once something is read. */
export const isGain = ({ change, models, entrances }: IdentityDiff): boolean =>
  change === "added" || models.gained.length > 0 || entrances.gained.length > 0;

/** Whether somebody can do less than before. */
export const isLoss = ({ change, models, entrances }: IdentityDiff): boolean =>
  change === "removed" || models.lost.length > 0 || entrances.lost.length > 0;

const verbs = (group: AlikeIdentities, sure: string, bare: string): Verbs =>
  group.members.length === 1
    ? { sure: [sure], possible: [`may ${bare}`] }
    : { sure: [`each ${sure}`], possible: [`each may ${bare}`] };

type Side = "gained" | "lost" | "kept";
const modelsOf = ({ members }: AlikeIdentities, side: Side): ModelAccess[] =>
  members.flatMap(({ models }) => models[side]);
const entrancesOf = ({ members }: AlikeIdentities, side: Side): Entrance[] =>
  members.flatMap(({ entrances }) => entrances[side]);

const keeps = (group: AlikeIdentities, telling: Telling): Sentence[] =>
  modelLines(verbs(group, "keeps", "keep"), modelsOf(group, "kept"), telling, "brief");

/** Who comes in by a new way gets what was there before. */
const opens = (group: AlikeIdentities, telling: Telling): Sentence[] => {
  if (group.first.entrances.gained.length === 0) return keeps(group, telling);
  const words: Verbs = { sure: ["who comes in gets"], possible: ["who comes in may get"] };
  return modelLines(words, modelsOf(group, "kept"), telling);
};

const gain = (group: AlikeIdentities, telling: Telling): Paragraph => {
  const gained = modelLines(verbs(group, "gains", "gain"), modelsOf(group, "gained"), telling);
  const isNew = group.first.change === "added";
  return {
    mark: "+",
    head: headOf(group, isNew ? "new " : "", telling),
    lines: [
      ...(isNew && gained.length === 0 ? [["gains no model that could be seen"]] : gained),
      ...entranceLines("new ", entrancesOf(group, "gained"), telling),
      ...opens(group, telling),
      whereLine(group, telling),
    ],
  };
};

const loss = (group: AlikeIdentities, telling: Telling): Paragraph => {
  const lost = modelLines(verbs(group, "loses", "lose"), modelsOf(group, "lost"), telling);
  const isGone = group.first.change === "removed";
  return {
    mark: "-",
    head: headOf(group, isGone ? "removed " : "", telling),
    lines: [
      ...(isGone && lost.length === 0 ? [["loses no model that could be seen"]] : lost),
      ...entranceLines("closed ", entrancesOf(group, "lost"), telling),
      ...sessionLines(group.first),
      ...keeps(group, telling),
      whereLine(group, telling),
    ],
  };
};

const replacement = (group: AlikeIdentities, telling: Telling): Paragraph => {
  const { first } = group;
  const causes = distinct(first.replacedFor).map(name);
  const why: Sentence = causes.length === 0 ? [] : tell` for a new ${listed(causes, causes.length)}`;
  const sessions = sessionLines(first);
  return {
    mark: "-/+",
    head: headOf(group, "", telling),
    lines: [
      tell`made anew${why}${sessions.length === 0 ? ["; open sessions are lost"] : []}`,
      ...sessions,
      ...keeps(group, telling),
      whereLine(group, telling),
    ],
  };
};

/** Whether it changes in a way that neither gives nor takes. */
export const isOtherChange = (identity: IdentityDiff): boolean =>
  identity.change === "changed" && !isGain(identity) && !isLoss(identity);

const staying =
  (mark: "=" | "~") =>
  (group: AlikeIdentities, telling: Telling): Paragraph => ({
    mark,
    head: headOf(group, "", telling),
    lines: [...keeps(group, telling), whereLine(group, telling)],
  });

/** What is gained, lost and made anew; with `all` also what stays. */
export const identityChapters = (groups: readonly AlikeIdentities[], telling: Telling): Chapter[] => {
  const told = (of: (identity: IdentityDiff) => boolean, tellOne: typeof gain) =>
    groups.filter(({ first }) => of(first)).map((group) => tellOne(group, telling));
  return [
    { title: "Gains", paragraphs: told(isGain, gain) },
    { title: "Losses", paragraphs: told(isLoss, loss) },
    { title: "Made anew", paragraphs: told(({ change }) => change === "replaced", replacement) },
    { title: "Changed otherwise", paragraphs: told(isOtherChange, staying("~")) },
    ...(telling.all
      ? [{ title: "Unchanged", paragraphs: told(({ change }) => change === "unchanged", staying("=")) }]
      : []),
  ];
};
