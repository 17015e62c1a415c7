import type { AccessDiff } from "../access-diff";
import { distinct } from "../in-order";
import { groupAlike } from "./group-alike";
import { identityChapters, isGain, isLoss, isOtherChange } from "./identity-chapters";
import { counted, listed, name, numberText, type Sentence, tell } from "./sentence";
import { settingsChapter } from "./settings-chapter";
import type { Story, Telling } from "./story";
import { unknownChapter } from "./unknown-chapter";

const few = (number: number, one: string, many: string): Sentence[] =>
  number === 0 ? [] : [[`${numberText(number)} ${number === 1 ? one : many}`]];

/** The answer in one or two sentences. */
const summaryOf = ({ identities, settings, knownAfterApply }: AccessDiff): Sentence => {
  const same = identities.filter(({ change }) => change === "unchanged").length;
  const open =
    identities.filter((identity) => identity.open.length > 0).length +
    knownAfterApply.filter(({ hidesAccess }) => hidesAccess).length;
  const parts = [
    ...few(identities.filter(isGain).length, "identity gains", "identities gain"),
    ...few(identities.filter(isLoss).length, "identity loses", "identities lose"),
    ...few(
      identities.filter(({ change }) => change === "replaced").length,
      "identity is made anew",
      "identities are made anew",
    ),
    ...few(identities.filter(isOtherChange).length, "identity changes otherwise", "identities change otherwise"),
    ...few(settings.length, "settings document changes", "settings documents change"),
    ...few(open, "thing that decides on access is not known", "things that decide on access are not known"),
  ];
  const stays = same === 0 ? [] : tell` ${counted(same, "identity stays as it is", "identities stay as they are")}.`;
  if (parts.length === 0) return tell`Nothing changes for anybody.${stays}`;
  return tell`${listed(parts, parts.length)}.${stays}`;
};

/** Tells a diff: what is gained, as it is a risk; what is lost, as it stops work; what is made anew; settings; what is not known. */
export const diffStory = (diff: AccessDiff, telling: Telling): Story => {
  const stacks = distinct(diff.stacks);
  const chapters = [
    ...identityChapters(groupAlike(diff.identities), telling),
    settingsChapter(diff.settings, telling),
    unknownChapter(diff.identities, diff.knownAfterApply, telling),
  ];
  return {
    subject: tell`Access diff of ${stacks.length === 0 ? ["no stack"] : listed(stacks.map(name), telling.names)}`,
    summary: summaryOf(diff),
    chapters: chapters.filter(({ paragraphs }) => paragraphs.length > 0),
  };
};
