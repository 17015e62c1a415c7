import type { Entrance, ModelAccess } from "../access-side";
import { distinct, groupBy } from "../in-order";
import { ROUTE_WORDS } from "./route-words";
import { counted, listed, name, prose, type Sentence, tell } from "./sentence";
import type { Telling } from "./story";

/** A verb for what is sure, and one for what is only not refused. */
export interface Verbs {
  readonly sure: Sentence;
  readonly possible: Sentence;
}

const geographyWords = (geography: string | undefined): Sentence =>
  geography === undefined ? tell`where it is answered is not known` : tell`answered in ${name(geography)}`;

const modelNames = (models: readonly ModelAccess[]): string[] => distinct(models.map((model) => model.name));

const throughWords = (models: readonly ModelAccess[], { names }: Telling): Sentence =>
  tell`, through ${listed(distinct(models.map(({ through }) => through)).map(name), Math.min(names, 2))}`;

/** What is sure stands before what is possible. */
const byAccess = ({ route, geography, certainty }: ModelAccess): string =>
  JSON.stringify([certainty === "sure" ? 0 : 1, route, geography ?? null]);

/**
 * One line for each route, geography and certainty: `gains Claude Sonnet 5 on Amazon Bedrock, answered in eu, through ARN`.
 * @param told `brief` leaves out through what.
 */
export const modelLines = (
  verbs: Verbs,
  models: readonly ModelAccess[],
  telling: Telling,
  told: "whole" | "brief" = "whole",
): Sentence[] =>
  groupBy(models, byAccess).flatMap(([, alike]) => {
    const [first] = alike;
    if (first === undefined) return [];
    const what = listed(modelNames(alike).map(prose), Math.max(telling.names, 6));
    const how = tell`${what} on ${[ROUTE_WORDS[first.route]]}, ${geographyWords(first.geography)}`;
    return [tell`${verbs[first.certainty]} ${how}${told === "whole" ? throughWords(alike, telling) : []}`];
  });

/** `new way in: GitHub Actions: repo:acme/payments`; of many the first few. */
export const entranceLines = (
  word: "" | "new " | "closed ",
  entrances: readonly Entrance[],
  { names }: Telling,
): Sentence[] => {
  if (entrances.length === 0) return [];
  const texts = distinct(entrances.map(({ text }) => text));
  if (texts.length === 1) return [tell`${[word]}way in: ${listed(texts.map(prose), 1)}`];
  return [tell`${counted(texts.length, `${word}way in`, `${word}ways in`)}: ${listed(texts.map(prose), names)}`];
};
