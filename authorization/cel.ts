import {
  type CelFunc,
  type CelInput,
  CelScalar,
  type CelValue,
  celEnv,
  celMethod,
  isCelError,
  isCelList,
  parse,
  plan,
} from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";

/** Result of an expression: a value, or why there is none (a claim that is missing, a type that does not fit). */
export type CelOutcome = { readonly value: CelValue } | { readonly error: string };

/** A value of CEL by name. */
export type CelVariables = Readonly<Record<string, CelInput>>;

/** Tree of a parsed expression. */
export type CelTree = ReturnType<typeof parse>["expr"];

/** An expression that can be asked. */
export interface CelProgram {
  readonly tree: CelTree;
  readonly run: (variables: CelVariables) => CelOutcome;
}

/** An expression, or why this evaluator cannot judge it: no CEL, or a function of another dialect. */
export type CelReading = { readonly program: CelProgram } | { readonly problem: string };

/** One dialect of CEL. */
export interface CelLanguage {
  readonly compile: (expression: string) => CelReading;
}

/** Functions that Google documents beside the standard ones; the library knows more, which Google may not. */
const DOCUMENTED_STRING_FUNCTIONS = new Set(["split", "join"]);

/**
 * `"a/b/c".extract("a/{x}/")` is `"b"`: what stands between the text before the braces and the text behind, or nothing.
 * @see https://docs.cloud.google.com/iam/docs/conditions-attribute-reference#extract
 */
const extract = (text: string, template: string): string => {
  const [, before, after] = /^([^{}]*)\{[^{}]*\}([^{}]*)$/.exec(template) ?? [];
  if (before === undefined || after === undefined) throw new Error(`${template} is no template of extract`);
  const start = text.indexOf(before);
  if (start < 0) return "";
  const from = start + before.length;
  const end = after === "" ? text.length : text.indexOf(after, from);
  return end < 0 ? "" : text.slice(from, end);
};

const extractMethod = (): CelFunc =>
  celMethod("extract", CelScalar.STRING, [CelScalar.STRING], CelScalar.STRING, function (template) {
    return extract(this, template);
  });

const functionsIn = (node: unknown, found: Set<string>): Set<string> => {
  if (typeof node !== "object" || node === null) return found;
  if ("function" in node && typeof node.function === "string") found.add(node.function);
  for (const child of Object.values(node)) functionsIn(child, found);
  return found;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * CEL as Google's identity documents use it: the standard functions, `extract`, `split`, `join`, and those given.
 * An expression that is no CEL or asks another function is a problem, not a no.
 */
export const celLanguage = (functions: readonly CelFunc[] = []): CelLanguage => {
  const env = celEnv({
    funcs: [...strings.filter(({ name }) => DOCUMENTED_STRING_FUNCTIONS.has(name)), extractMethod(), ...functions],
  });
  const read = (expression: string): CelReading => {
    try {
      const tree = parse(expression).expr;
      // `@not_strictly_false` is what the library's macros expand to.
      const unknown = [...functionsIn(tree, new Set())].filter(
        (name) => env.funcs.find(name) === undefined && !/^[@_!]|^-_$/.test(name),
      );
      if (unknown.length > 0) return { problem: `${unknown.join(", ")} is not a known function` };
      const ask = plan(env, tree);
      return {
        program: {
          tree,
          run: (variables) => {
            const value = ask(variables);
            return isCelError(value) ? { error: value.message } : { value };
          },
        },
      };
    } catch (error) {
      return { problem: messageOf(error) };
    }
  };
  const known = new Map<string, CelReading>();
  return {
    compile: (expression) => {
      const reading = known.get(expression) ?? read(expression);
      known.set(expression, reading);
      return reading;
    },
  };
};

/** A point in time as CEL knows it; `undefined` for a text that is none. */
export const celTime = (language: CelLanguage, iso: string): CelValue | undefined => {
  const reading = language.compile("timestamp(text)");
  if ("problem" in reading) return undefined;
  const outcome = reading.program.run({ text: iso });
  return "value" in outcome ? outcome.value : undefined;
};

/** Texts of a list, or `undefined` for anything else. */
export const celTexts = (value: CelValue): readonly string[] | undefined => {
  if (!isCelList(value)) return undefined;
  const items = [...value];
  return items.every((item) => typeof item === "string") ? items : undefined;
};
