import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { type Finding, type FindingPlace, findingId } from "./finding";

/** One finding that somebody takes on, for a reason and a time. */
export interface Acknowledgement {
  /** Exact id of one finding. */
  readonly finding: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
  readonly owner: string;
  readonly place: FindingPlace;
}

/** What a file of acknowledgements says, and what is wrong in it. */
export interface AcknowledgementFile {
  readonly acknowledgements: readonly Acknowledgement[];
  /** Mistakes in the file, as findings. */
  readonly mistakes: readonly Finding[];
}

/** Findings after acknowledgements: what is open, and what was taken on by whom. */
export interface Judgement {
  readonly open: readonly Finding[];
  readonly accepted: readonly { readonly finding: Finding; readonly by: Acknowledgement }[];
}

const RULE = "acknowledgements";
const KEYS = ["finding", "reason", "until", "owner"] as const;
const MAX_BYTES = 1_000_000;
/** Longest time that a finding is taken on for; whoever reviews access once a year meets it again. */
const MOST_DAYS = 366;
const SHAPE = "write a list of { finding, reason, until: YYYY-MM-DD, owner }";

const mistake = (file: string, line: number, column: number, detail: string, remedy = SHAPE): Finding => ({
  rule: RULE,
  subject: `${file}:${line}:${column}`,
  detail,
  state: "violated",
  place: { file, line, column },
  remedy,
});

/** A file that cannot be read, for a reason that ends a sentence beginning with its name. */
export const unreadableFile = (file: string, reason: string): AcknowledgementFile => ({
  acknowledgements: [],
  mistakes: [mistake(file, 1, 1, `The file ${reason}`)],
});

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** Reads `access.accepted.yaml`. Never throws on what a file may hold; a mistake is addressed by line and column. */
export const readAcknowledgements = (text: string, file: string): AcknowledgementFile => {
  if (text.length > MAX_BYTES)
    return { acknowledgements: [], mistakes: [mistake(file, 1, 1, "The file is larger than 1 MB")] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: "core", logLevel: "silent" });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const broken = document.errors.map((error) => {
    const { line, column } = at(error.pos[0]);
    return mistake(file, line, column, `Not YAML: ${error.message.split("\n")[0]?.replace(/ at line.*$/, "")}`);
  });
  if (broken.length > 0) return { acknowledgements: [], mistakes: broken };
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) return { acknowledgements: [], mistakes: [] };
  if (!isSeq(root)) return { acknowledgements: [], mistakes: [mistake(file, 1, 1, "The file holds no list")] };
  const read = root.items.map((item) => readEntry(item as Node | null, file, at));
  return {
    acknowledgements: read.flatMap((entry) => ("by" in entry ? [entry.by] : [])),
    mistakes: read.flatMap((entry) => ("mistakes" in entry ? entry.mistakes : [])),
  };
};

const readEntry = (
  item: Node | null,
  file: string,
  at: (offset: number) => { line: number; column: number },
): { readonly by: Acknowledgement } | { readonly mistakes: readonly Finding[] } => {
  const { line, column } = at(item?.range?.[0] ?? 0);
  const say = (detail: string, remedy?: string) => mistake(file, line, column, detail, remedy);
  if (!isMap(item)) return { mistakes: [say("An entry is no map")] };
  const values = new Map<string, string>();
  const mistakes: Finding[] = [];
  for (const { key, value } of item.items) {
    const name = isScalar(key) ? String(key.value) : "?";
    const known = KEYS.some((allowed) => allowed === name);
    if (!known) mistakes.push(say(`Unknown key ${JSON.stringify(name.slice(0, 40))}; allowed are ${KEYS.join(", ")}`));
    if (isScalar(value) && typeof value.value === "string") values.set(name, value.value.trim());
  }
  for (const key of KEYS) {
    if ((values.get(key) ?? "") === "") mistakes.push(say(`"${key}" is missing, empty or no text`));
  }
  const [finding = "", reason = "", until = "", owner = ""] = KEYS.map((key) => values.get(key));
  if (until !== "" && !isDay(until))
    mistakes.push(say(`"until" must be a day such as 2027-01-31, not ${JSON.stringify(until.slice(0, 40))}`));
  if (mistakes.length > 0) return { mistakes };
  return { by: { finding, reason, until, owner, place: { file, line, column } } };
};

/**
 * Takes acknowledged findings out. What is expired, lasts for more than a year, matches nothing, names more than one finding,
 * or names one twice, is itself a finding, and takes nothing out.
 *
 * @param asOf day of judgement, `YYYY-MM-DD`; an acknowledgement holds through its last day
 */
export const applyAcknowledgements = (
  findings: readonly Finding[],
  { acknowledgements, mistakes }: AcknowledgementFile,
  asOf: string,
): Judgement => {
  const byId = new Map(findings.map((finding) => [findingId(finding), finding]));
  const accepted = new Map<string, { finding: Finding; by: Acknowledgement }>();
  const open: Finding[] = [...mistakes];
  for (const by of acknowledgements) {
    const problem = problemOf(by, byId, accepted, asOf);
    const finding = byId.get(by.finding);
    if (problem !== undefined) open.push(problem);
    else if (finding !== undefined) accepted.set(by.finding, { finding, by });
  }
  return {
    open: [...findings.filter((finding) => !accepted.has(findingId(finding))), ...open],
    accepted: [...accepted.values()],
  };
};

/** Why an acknowledgement matches no finding as it stands. */
const mismatchOf = (finding: string, ids: readonly string[]): { readonly detail: string; readonly remedy: string } => {
  const one = "name one finding exactly";
  if (!/^[^[\]]+\[.+\]$/s.test(finding))
    return {
      detail: "The acknowledgement names a rule, not one finding",
      remedy: "write the id as `claude-access check` prints it",
    };
  if (finding.includes("*"))
    return { detail: "The acknowledgement holds a wildcard and matches no finding as it stands", remedy: one };
  const within = finding.slice(0, -1).replace(/\/$/, "");
  if (ids.some((id) => id.startsWith(`${within}/`) || id.startsWith(`${within} `)))
    return { detail: "The acknowledgement names what findings lie in, not one finding", remedy: one };
  return { detail: "The acknowledgement matches no finding", remedy: "remove it, or correct its id" };
};

const daysUntil = (until: string, asOf: string): number => (Date.parse(until) - Date.parse(asOf)) / 86_400_000;

const problemOf = (
  { finding, until, place }: Acknowledgement,
  findings: ReadonlyMap<string, Finding>,
  accepted: ReadonlyMap<string, unknown>,
  asOf: string,
): Finding | undefined => {
  const say = ({ detail, remedy }: { readonly detail: string; readonly remedy: string }): Finding => ({
    rule: RULE,
    subject: finding,
    detail,
    state: "violated",
    place,
    remedy,
  });
  if (!findings.has(finding)) return say(mismatchOf(finding, [...findings.keys()]));
  if (accepted.has(finding))
    return say({ detail: "The finding is acknowledged twice", remedy: "remove one of the two" });
  if (until < asOf)
    return say({
      detail: `The acknowledgement expired on ${until}`,
      remedy: "mend what was found, or decide anew and set a new end",
    });
  if (daysUntil(until, asOf) > MOST_DAYS)
    return say({
      detail: `The acknowledgement lasts until ${until}, more than ${MOST_DAYS} days`,
      remedy: "set an end within a year; a rule that is never to hold here is another decision",
    });
  return undefined;
};
