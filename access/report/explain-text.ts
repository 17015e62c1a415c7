import type { ModelAccess } from "../access-side";
import type { Cause, ExplainedIdentity, ExplainedSettings, Explanation } from "../explanation";
import { distinct, groupBy, inOrder } from "../in-order";
import { durationText } from "./duration-text";
import { placeText } from "./identity-lines";
import { entranceLines, modelLines } from "./model-lines";
import { type Paint, PLAIN } from "./paint";
import { listed, name, prose, type Sentence, tell, write } from "./sentence";
import type { Telling } from "./story";
import { TEXT_QUOTING } from "./text-quoting";

const text = (sentence: Sentence): string => write(sentence, TEXT_QUOTING);
const TELLING: Telling = { names: Number.POSITIVE_INFINITY, all: true };
const VERBS = { sure: ["may call"], possible: ["may perhaps call"] };

const modelsOf = (models: readonly ModelAccess[]): Sentence[] =>
  models.length === 0 ? [["may call no model that could be seen"]] : modelLines(VERBS, models, TELLING);

const sessionLine = ({ sessionSeconds }: ExplainedIdentity): Sentence =>
  sessionSeconds === undefined
    ? ["for how long its credentials work is not known"]
    : [`credentials work for up to ${durationText(sessionSeconds)}`];

/** `access.yaml:41:5 (teams.payments.people): people of payments [aws_iam_role.Payments]`. */
const causeWords = ({ address, declared }: Cause): Sentence => {
  if (declared === undefined) return tell`${name(address)}, which no declaration explains`;
  const path = declared.file === undefined ? [] : tell` (${name(declared.path)})`;
  return tell`${name(placeText(declared))}${path}: ${prose(declared.reason)} [${name(address)}]`;
};

const causeLines = ({ address, declared, grantedBy }: ExplainedIdentity): Sentence[] => [
  tell`is there by ${causeWords({ address, ...(declared === undefined ? {} : { declared }) })}`,
  ...[...grantedBy].sort((a, b) => inOrder(a.address, b.address)).map((cause) => tell`granted by ${causeWords(cause)}`),
];

const identityLines = (identity: ExplainedIdentity, paint: Paint): string[] => {
  const { kind, name: known, stack, holders, entrances, models, open } = identity;
  const whose =
    holders.length === 0 ? ["no settings lead to it"] : tell`for ${listed(distinct(holders).map(name), 20)}`;
  const lines: readonly Sentence[] = [
    ...modelsOf(models),
    ...(entrances.length === 0 ? [] : entranceLines("", entrances, TELLING)),
    sessionLine(identity),
    ...causeLines(identity),
    ...distinct(open).map((sentence) => tell`not known: ${prose(sentence)}`),
  ];
  return [
    "",
    paint.bold(text(tell`${prose(kind)} ${name(known)} in ${name(stack)}, ${whose}`)),
    ...lines.map((line) => `  ${text(line)}`),
  ];
};

const settingsLines = ({ stack, team, identity, keys }: ExplainedSettings, paint: Paint): string[] => [
  "",
  paint.bold(text(tell`settings of ${name(`${team} ${identity}`)} in ${name(stack)}`)),
  ...groupBy(keys, ({ key }) => key).flatMap(([, all]) =>
    all.map(({ key, value }) => `  ${text(tell`${name(key)} is ${name(value)}`)}`),
  ),
];

const placeKey = ({ stack, cloud, holders, name: known, id }: ExplainedIdentity): string =>
  JSON.stringify([stack, cloud, distinct(holders), known, id]);

/** What a team or a principal may do, why, and through which line; for a terminal, readable without colour; ends with a line break. */
export const explainText = (explanation: Explanation, paint: Paint = PLAIN): string => {
  const { subject, stacks, identities, settings } = explanation;
  const who = tell`${[subject.kind]} ${name(subject.name)}`;
  if (identities.length === 0 && settings.length === 0) {
    return `${text(tell`Nothing of ${who} is seen in ${listed(distinct(stacks).map(name), 20)}.`)}\n`;
  }
  const sorted = groupBy(identities, placeKey).flatMap(([, all]) => all);
  const documents = groupBy(settings, ({ stack, team, identity }) => JSON.stringify([stack, team, identity]));
  const lines = [
    paint.bold(text(tell`What ${who} may do, and why`)),
    ...sorted.flatMap((identity) => identityLines(identity, paint)),
    ...documents.flatMap(([, all]) => all.flatMap((document) => settingsLines(document, paint))),
  ];
  return `${lines.join("\n")}\n`;
};
