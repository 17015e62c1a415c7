import { dirname, join, posix, relative, resolve } from "node:path";
import { inputText } from "../plans/input-text";
import type { ReadFailure } from "../plans/plan-view";
import { readProvenance } from "../plans/provenance";
import { type PlanInput, type PlanSides, readPlanSides, UNNAMED_STACK } from "../plans/read-plan";
import type { JudgedStack } from "../policies/report/report";
import { readBounded } from "./read-bounded";

/** Largest file that is read; the longest text that Node.js holds is little longer. */
const MOST_BYTES = 500 * 1024 * 1024;

/** Text of a file that must be there. */
const textIn = (file: string): { text: string } | { problem: string } => {
  const read = readBounded(file, MOST_BYTES);
  if ("problem" in read) {
    const toDo = "missing" in read || read.problem === "cannot be read";
    const how = toDo ? `cannot be read; write it with \`terraform show -json PLANFILE > ${file}\`` : read.problem;
    return { problem: `${file} ${how}` };
  }
  const text = inputText(read.bytes);
  return typeof text === "string" ? { text } : { problem: `${file} ${text.failure}` };
};

/** Text of a file beside another that need not be there. */
const besideText = (file: string): string | undefined | ReadFailure => {
  const read = readBounded(file, MOST_BYTES);
  if ("missing" in read) return undefined;
  if ("problem" in read) return { failure: `lies beside ${file}, which ${read.problem}` };
  const text = inputText(read.bytes);
  return typeof text === "string" ? text : { failure: `lies beside ${file}, which ${text.failure}` };
};

/** What `cdktf synth` left beside a plan: a plan says neither what `local`s hold nor where things were declared. */
const besides = (file: string): PlanInput | ReadFailure => {
  const [record, synthText] = ["provenance.json", "cdk.tf.json"].map((name) => besideText(join(dirname(file), name)));
  if (typeof record === "object") return record;
  if (typeof synthText === "object") return synthText;
  const provenance = record === undefined ? undefined : readProvenance(record);
  if (provenance !== undefined && "failure" in provenance) return provenance;
  return {
    ...(provenance === undefined ? {} : { provenance }),
    ...(synthText === undefined ? {} : { synthText }),
  };
};

/** Name of a stack of which only the file of its plan is known: `plans/prod` for `plans/prod.json`; a pipe has no name that lasts. */
export const stackNameOf = (file: string): string => {
  if (resolve(file).startsWith("/dev/")) return UNNAMED_STACK;
  const path = relative(process.cwd(), resolve(file))
    .split(/[\\/]/)
    .filter((part) => part !== "..");
  return posix.join(...path).replace(/\.json$/, "") || UNNAMED_STACK;
};

/** Text of one plan with what lies beside it, or why there is none, with the file's name. */
export const planFile = (
  file: string,
): { readonly text: string; readonly input: PlanInput } | { readonly problem: string } => {
  const input = besides(file);
  if ("failure" in input) return { problem: `${file} ${input.failure}` };
  const read = textIn(file);
  return "problem" in read ? read : { text: read.text, input };
};

/** Files without those that are named twice. */
export const eachOnce = (files: readonly string[]): readonly string[] =>
  files.filter((file, at) => files.findIndex((other) => resolve(other) === resolve(file)) === at);

/** Plans that are of one stack: their findings would be told apart by nothing. */
export const clashesOf = (stacks: readonly JudgedStack[]): string[] =>
  stacks.flatMap(({ name, file }, at) => {
    const first = stacks.findIndex((other) => other.name === name);
    return first === at
      ? []
      : [`${file} is a plan of stack ${name}, as ${stacks[first]?.file} is; give them one by one`];
  });

/** One plan from both sides, and its file. */
type ReadSides = { readonly sides: PlanSides; readonly file: string } | { readonly problem: string };

const sidesOf = (file: string): ReadSides => {
  const read = planFile(file);
  if ("problem" in read) return read;
  const sides = readPlanSides(read.text, { ...read.input, unnamed: stackNameOf(file) });
  return "failure" in sides ? { problem: `${file} ${sides.failure}` } : { sides, file };
};

/** Plans from both sides by their files, or a sentence for each that cannot be used. */
export const readPlanFiles = (
  files: readonly string[],
): { readonly sides: readonly PlanSides[] } | { readonly problems: readonly string[] } => {
  const read = eachOnce(files).map(sidesOf);
  const problems = read.flatMap((one) => ("problem" in one ? [one.problem] : []));
  if (problems.length > 0) return { problems };
  const known = read.flatMap((one) => ("sides" in one ? [one] : []));
  const clashes = clashesOf(known.map(({ sides, file }) => ({ name: sides.after.stack, file })));
  return clashes.length > 0 ? { problems: clashes } : { sides: known.map(({ sides }) => sides) };
};
