import type { SettingChange, SettingsDiff } from "../access-diff";
import { distinct, groupBy, inOrder } from "../in-order";
import { counted, listed, name, type Sentence, tell } from "./sentence";
import type { Chapter, Mark, Paragraph, Telling } from "./story";

const MARKS: Readonly<Record<SettingsDiff["change"], { mark: Mark; words: string }>> = {
  added: { mark: "+", words: "new settings" },
  removed: { mark: "-", words: "settings removed" },
  changed: { mark: "~", words: "settings change" },
};

/** Elements of a JSON list as JSON texts; nothing where it is no list. */
const listOf = (json: string | undefined): string[] | undefined => {
  if (json === undefined || !json.startsWith("[")) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value.map((element) => JSON.stringify(element)) : undefined;
  } catch {
    return undefined;
  }
};

const listLine = (key: string, before: readonly string[], after: readonly string[], names: number): Sentence => {
  const [had, has] = [new Set(before), new Set(after)];
  const comes = distinct(after.filter((element) => !had.has(element)));
  const goes = distinct(before.filter((element) => !has.has(element)));
  const parts = [
    ...(comes.length === 0 ? [] : [tell`gets ${listed(comes.map(name), names)}`]),
    ...(goes.length === 0 ? [] : [tell`loses ${listed(goes.map(name), names)}`]),
  ];
  if (parts.length === 0) return tell`${name(key)} has the same elements in another order or number`;
  return tell`${name(key)} ${listed(parts, parts.length)}`;
};

/** One key: from what to what; of a list only the elements that come and go. */
const settingLine = ({ key, before, after }: SettingChange, { names }: Telling): Sentence => {
  if (before === undefined && after === undefined) return tell`${name(key)} changes`;
  if (before === undefined) return tell`${name(key)} is set to ${name(after ?? "")}`;
  if (after === undefined) return tell`${name(key)} goes; it was ${name(before)}`;
  const [had, has] = [listOf(before), listOf(after)];
  if (had !== undefined && has !== undefined) return listLine(key, had, has, names);
  return tell`${name(key)} changes from ${name(before)} to ${name(after)}`;
};

const keyText = ({ key, before, after }: SettingChange): string => JSON.stringify([key, before ?? null, after ?? null]);

const paragraph = (alike: readonly SettingsDiff[], telling: Telling): Paragraph[] => {
  const [first] = alike;
  if (first === undefined) return [];
  const { mark, words } = MARKS[first.change];
  const holders = distinct(alike.map(({ team, identity }) => `${team} ${identity}`));
  const stacks = listed(distinct(alike.map(({ stack }) => stack)).map(name), telling.names);
  const who = listed(holders.map(name), telling.names);
  const head = holders.length <= telling.names ? who : tell`${counted(holders.length, "holder")} (${who})`;
  const keys = [...first.keys].sort((a, b) => inOrder(keyText(a), keyText(b)));
  const shown = telling.all ? keys : keys.slice(0, 20);
  const rest = keys.length - shown.length;
  return [
    {
      mark,
      head: tell`${head}: ${[words]} in ${stacks}`,
      lines: [
        ...shown.map((change) => settingLine(change, telling)),
        ...(rest === 0 ? [] : [tell`${counted(rest, "more key")}`]),
      ],
    },
  ];
};

const likeness = ({ change, keys }: SettingsDiff): string => JSON.stringify([change, keys.map(keyText).sort(inOrder)]);

const firstHolder = (alike: readonly SettingsDiff[]): string =>
  alike.map(({ team, identity, stack }) => JSON.stringify([team, identity, stack])).sort(inOrder)[0] ?? "";

/** Whose settings change, and which keys; holders whose settings change alike are told together. */
export const settingsChapter = (settings: readonly SettingsDiff[], telling: Telling): Chapter => ({
  title: "Settings",
  paragraphs: groupBy(settings, likeness)
    .map(([, alike]) => alike)
    .sort((a, b) => inOrder(firstHolder(a), firstHolder(b)))
    .flatMap((alike) => paragraph(alike, telling)),
});
