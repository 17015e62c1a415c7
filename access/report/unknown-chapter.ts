import type { IdentityDiff, KnownAfterApply } from "../access-diff";
import { distinct, groupBy } from "../in-order";
import { counted, listed, name, prose, type Sentence, tell } from "./sentence";
import type { Chapter, Paragraph, Telling } from "./story";

const referenceLine = (alike: readonly KnownAfterApply[], { names }: Telling): Sentence => {
  const references = distinct(alike.flatMap((value) => value.references)).map(name);
  if (references.length === 0) return ["what it refers to is not said in the plan"];
  return tell`refers to ${listed(references, names)}`;
};

const hidden = (values: readonly KnownAfterApply[], telling: Telling): Paragraph[] =>
  groupBy(values, ({ stack, argument }) => JSON.stringify([stack, argument])).flatMap(([, alike]): Paragraph[] => {
    const [first] = alike;
    if (first === undefined) return [];
    const where = listed(distinct(alike.map(({ address }) => address)).map(name), telling.names);
    const count = alike.length > telling.names ? tell` (${counted(alike.length, "place")})` : [];
    const decides = first.hidesAccess ? "access depends on it" : "access does not depend on it";
    return [
      {
        mark: "?",
        head: tell`${name(first.argument)} of ${where}${count} in ${name(first.stack)} is known only after the apply`,
        lines: [[decides], referenceLine(alike, telling)],
      },
    ];
  });

/** Sentences on what could not be read, each once, with those of whom it is said. */
const unread = (identities: readonly IdentityDiff[], telling: Telling): Paragraph[] => {
  const said = identities.flatMap(({ open, kind, name: known, stack }) =>
    open.map((sentence) => ({ sentence, who: tell`${prose(kind)} ${name(known)} in ${name(stack)}` })),
  );
  return groupBy(said, ({ sentence }) => sentence).map(([sentence, alike]) => {
    const whos = groupBy(alike, ({ who }) => JSON.stringify(who)).flatMap(([, [one]]) =>
      one === undefined ? [] : [one.who],
    );
    const count: Sentence = whos.length > telling.names ? counted(whos.length, "identity", "identities") : [];
    const who = listed(whos, telling.names);
    return {
      mark: "?",
      head: count.length === 0 ? who : tell`${count} (${who})`,
      lines: [prose(sentence)],
    };
  });
};

/** What is not known before the apply, or could not be read; what hides no access is only counted, unless all is told. */
export const unknownChapter = (
  identities: readonly IdentityDiff[],
  known: readonly KnownAfterApply[],
  telling: Telling,
): Chapter => {
  const deciding = known.filter(({ hidesAccess }) => hidesAccess);
  const others = known.filter(({ hidesAccess }) => !hidesAccess);
  const counts: Paragraph[] =
    others.length === 0 || telling.all
      ? []
      : [
          {
            mark: "?",
            head: tell`${counted(others.length, "other value is", "other values are")} known only after the apply; access depends on none`,
            lines: [],
          },
        ];
  return {
    title: "Not known yet",
    paragraphs: [
      ...hidden(deciding, telling),
      ...unread(identities, telling),
      ...(telling.all ? hidden(others, telling) : counts),
    ],
  };
};
