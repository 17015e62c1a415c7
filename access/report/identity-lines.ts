import type { DeclaredAt, IdentityDiff } from "../access-diff";
import { distinct } from "../in-order";
import { durationText } from "./duration-text";
import { type AlikeIdentities, holdersOf, stacksOf } from "./group-alike";
import { counted, link, listed, name, prose, type Sentence, tell } from "./sentence";
import type { Telling } from "./story";

const plural = (kind: string): string => (/[^aeiou]y$/.test(kind) ? kind.replace(/y$/, "ies") : `${kind}s`);

const identityWords = ({ first, members }: AlikeIdentities, word: Sentence): Sentence =>
  members.length === 1
    ? tell`${word}${prose(first.kind)} ${name(first.name)}`
    : tell`${members.length} ${word}${prose(plural(first.kind))}`;

/** Who it is about: `payments people: new role acme-payments in aws-eu`; without holders the identity itself. */
export const headOf = (group: AlikeIdentities, word: "" | "new " | "removed ", { names }: Telling): Sentence => {
  const holders = holdersOf(group);
  const place = tell`in ${listed(stacksOf(group).map(name), names)}`;
  const what = tell`${identityWords(group, [word])} ${place}`;
  if (holders.length === 0) {
    const named = group.members.length === 1 ? [] : tell` (${listed(namesOf(group), names)})`;
    return tell`${what}${named}, to which no settings lead`;
  }
  const who = listed(holders.map(name), names);
  return holders.length <= names ? tell`${who}: ${what}` : tell`${counted(holders.length, "holder")} (${who}): ${what}`;
};

const namesOf = ({ members }: AlikeIdentities): Sentence[] => distinct(members.map((member) => member.name)).map(name);

/** `access.yaml:41:5`; the path in the declaration where no file is known. */
export const placeText = ({ path, file, line, column }: DeclaredAt): string =>
  file === undefined ? path : [file, line, column].filter((part) => part !== undefined).join(":");

/** Where it stands: place and reason from the declaration, or the Terraform address. */
export const whereLine = ({ members }: AlikeIdentities, { names }: Telling): Sentence => {
  const [first] = members;
  if (first !== undefined && members.length === 1) {
    const { declared, address } = first;
    if (declared === undefined) return tell`at ${name(address)}`;
    const path = declared.file === undefined ? [] : tell` (${name(declared.path)})`;
    return tell`declared at ${name(placeText(declared))}${path}: ${prose(declared.reason)}`;
  }
  const places = members.map(({ declared, address }) => (declared === undefined ? address : placeText(declared)));
  return tell`at ${listed(distinct(places).map(name), names)}`;
};

/** How long open sessions go on, where something is lost. */
export const sessionLines = ({ openSessions }: IdentityDiff): Sentence[] => {
  if (openSessions === undefined) return [];
  const { seconds, why, source } = openSessions;
  const length: Sentence =
    seconds === undefined
      ? ["for how long open sessions still work is not known"]
      : seconds === 0
        ? ["open sessions end with the apply"]
        : [`open sessions still work for up to ${durationText(seconds)}`];
  return [tell`${length}. ${prose(why)} ${link(source)}`];
};
