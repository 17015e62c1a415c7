import { Composer, CST, type Document, Lexer, LineCounter, Parser } from "yaml";
import type { Place } from "./finding";
import { type NodeReading, readNodes } from "./read-nodes";

/** Depth of a document, as the parser counts it; a declaration needs less than ten. */
const DEEPEST = 60;
/** Words and signs of one file: a text of nothing but signs costs many times the memory of one of words. */
const MOST_LEXEMES = 2_000_000;
/** Mistakes of syntax that are told of one file: after so many, the first ones are the ones to mend. */
const MOST_TOLD = 20;

/** A file as plain data, with places and what its structure has against it; without a value when it cannot be read at all. */
export interface ParsedDocument extends NodeReading {
  readonly readable: boolean;
}

/** What the lexer adds to the text: where a document, a scalar or the end of a flow collection is. */
const MARKS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

interface Problem {
  readonly offset: number;
  readonly message: string;
}

const CHECK = "check the indentation and quotes around this line";

/** Tabs in the indentation, as the lexer and the parser come by; what follows a tab decides whether it is one. */
class TabWatch {
  readonly found: Problem[] = [];
  private lineStart = true;
  private indent: number | undefined;

  see(lexeme: string, offset: number, inside: CST.Token["type"] | undefined): void {
    const blank = /^[ \t]+$/.test(lexeme);
    const breaks = /^\r?\n$/.test(lexeme);
    const inText = inside === "flow-collection" || inside === "block-scalar";
    if (this.indent !== undefined && !blank && !breaks && !lexeme.startsWith("#")) {
      this.found.push({ offset: this.indent, message: "YAML does not take tabs as indentation; use spaces" });
    }
    this.indent = this.lineStart && blank && lexeme.includes("\t") && !inText ? offset : undefined;
    if (!MARKS.has(lexeme)) this.lineStart = breaks;
  }
}

/** Tokens of a text, or why it is not parsed any further. Stops at the first sign that the work would have no bounds. */
const tokensOf = (text: string): { tokens: CST.Token[] } | { problems: Problem[] } => {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const tabs = text.includes("\t") ? new TabWatch() : undefined;
  let offset = 0;
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tabs?.see(lexeme, offset, parser.stack.at(-1)?.type);
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (!MARKS.has(lexeme)) offset += lexeme.length;
    if (parser.stack.length > DEEPEST) {
      return { problems: [{ offset, message: `nested deeper than ${DEEPEST} levels; a declaration is flat` }] };
    }
    lexemes += 1;
    if (lexemes > MOST_LEXEMES) {
      return {
        problems: [{ offset, message: `has more than ${MOST_LEXEMES} words and signs; split it with "include:"` }],
      };
    }
    if (tabs !== undefined && tabs.found.length >= MOST_TOLD) break;
  }
  if (tabs !== undefined && tabs.found.length > 0) return { problems: tabs.found };
  for (const token of parser.end()) tokens.push(token);
  return { tokens };
};

/** What the parser could not make sense of; what follows the first such sign says nothing new. */
const UNEXPECTED = /^Unexpected .* token in YAML stream: (.*)$/s;

const errorsOf = (document: Document.Parsed): Problem[] => {
  const first = document.errors.find(({ message }) => UNEXPECTED.test(message));
  return document.errors
    .filter((error) => error === first || !UNEXPECTED.test(error.message))
    .map(({ pos, message }) => ({
      offset: pos[0],
      message: `${message.replace(UNEXPECTED, "$1 is not expected here")}; ${CHECK}`,
    }));
};

const problemsOf = (documents: readonly Document.Parsed[]): Problem[] => {
  const [document, second] = documents;
  const errors = document === undefined ? [] : errorsOf(document);
  if (second !== undefined) {
    errors.push({ offset: second.range[0], message: "a second document starts here (---); keep one in a file" });
  }
  if (document?.directives?.yaml.version !== "1.2") {
    errors.push({ offset: 0, message: 'is marked as YAML of another version; remove the line "%YAML"' });
  }
  return errors;
};

const nextLine = (text: string, from: number): number => {
  const end = text.indexOf("\n", from);
  return end === -1 ? -1 : end + 1;
};

/**
 * Parses YAML or JSON (which is YAML) with line and column of everything, in time and memory bounded by the size of the
 * text. A tab in JSON is white space; in the indentation of YAML it is a mistake.
 */
export const parseText = (file: string, text: string): ParsedDocument => {
  const lines = new LineCounter();
  for (let start = 0; start !== -1 && start <= text.length; start = nextLine(text, start)) lines.addNewLine(start);
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const unreadable = (problems: readonly Problem[]): ParsedDocument => ({
    readable: false,
    value: undefined,
    places: new Map(),
    mistakes: problems
      .slice(0, MOST_TOLD)
      .map(({ offset, message }) => ({ rule: "syntax", place: at(offset), path: "", message, state: "violated" })),
  });
  const lone = text.search(/\r(?!\n)/);
  if (lone !== -1) {
    return unreadable([
      { offset: lone, message: "a line ends with a carriage return alone; save the file with LF or CRLF" },
    ]);
  }
  const lexed = tokensOf(text);
  if ("problems" in lexed) return unreadable(lexed.problems);
  const composer = new Composer({ uniqueKeys: false, merge: false, schema: "core", resolveKnownTags: false });
  const documents = [...composer.compose(lexed.tokens, true, text.length)] as Document.Parsed[];
  const problems = problemsOf(documents);
  const [document] = documents;
  if (problems.length > 0 || document === undefined) return unreadable(problems);
  const reading = readNodes(document, at);
  return { ...reading, readable: reading.value !== undefined };
};
