import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a plan of the corpus must bring to light, written by hand. A rule alone stands for all its findings, `rule[subject]` for one. */
export interface Expected {
  /** Where the shape comes from: a document, an issue, a repository. */
  readonly source: string;
  /** One sentence: what is wrong, or why nothing is, or why the finding is right. */
  readonly explains: string;
  /** What makes the plan. @default stand-ins */
  readonly made?: "stand-ins" | "aws";
  /** Violated. */
  readonly findings: readonly string[];
  /** Neither shown to be wrong nor to be right. */
  readonly undecided?: readonly string[];
  /** Of rules that are not there yet; expected in either state as soon as they are. */
  readonly planned?: readonly string[];
  /** What should be found and is not. */
  readonly missed?: readonly string[];
  /** What is found and should not be. */
  readonly alarms?: readonly string[];
}

/** One configuration of the corpus, or several that are judged together. */
export interface CorpusCase {
  /** `bad/NAME` or `good/NAME`. */
  readonly name: string;
  readonly folder: string;
  /** Folders with a configuration each, `.` for the case itself; the plan lies beside it. */
  readonly stacks: readonly string[];
  readonly expected: Expected;
}

const CONFIGURATIONS = ["main.tf", "main.tf.json"];
const NO_STACKS = new Set(["before", "modules"]);

const holdsConfiguration = (folder: string): boolean => CONFIGURATIONS.some((file) => existsSync(join(folder, file)));

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

const stacksOf = (folder: string): string[] => {
  if (holdsConfiguration(folder)) return ["."];
  const stacks = foldersIn(folder).filter((name) => !NO_STACKS.has(name) && holdsConfiguration(join(folder, name)));
  if (stacks.length === 0) throw new Error(`${folder} holds no configuration`);
  return stacks;
};

/** Every case below a folder, in the order of its names. */
export const corpusCases = (root: string = __dirname): readonly CorpusCase[] =>
  ["bad", "good"].flatMap((kind) =>
    foldersIn(join(root, kind)).map((name) => {
      const folder = join(root, kind, name);
      const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as Expected;
      return { name: `${kind}/${name}`, folder, stacks: stacksOf(folder), expected };
    }),
  );

/** Path of a stack's plan. */
export const planFileOf = ({ folder }: CorpusCase, stack: string): string => join(folder, stack, "plan.json");
