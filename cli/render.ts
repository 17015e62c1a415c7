import { readFileSync } from "node:fs";
import { type ClientDocument, needsApply, readClientSettingsOutput } from "../settings/client-settings-output";
import type { Artefact } from "../settings/emit/artefact";
import { renderDocuments } from "../settings/emit/render-documents";
import type { DeclaredStack } from "../stacks/build-stacks";
import { EXIT } from "./exit-codes";
import { loadOrPrint } from "./load";
import { printProblems } from "./print";
import { writeArtefacts } from "./write-artefacts";

/** Arguments of `claude-access render`. */
export interface RenderOptions {
  readonly out: string;
  readonly outputs?: string;
  readonly declaration?: string;
  readonly force: boolean;
}

type Documents = { readonly documents: readonly ClientDocument[] } | { readonly problems: readonly string[] };

const fromOutputs = (file: string): Documents => {
  try {
    const read = readClientSettingsOutput(JSON.parse(readFileSync(file, "utf8")));
    return read.ok ? read : { problems: read.problems.map((problem) => `${file}: ${problem}`) };
  } catch (error) {
    const reason = error instanceof SyntaxError ? "is no JSON" : "cannot be read";
    return {
      problems: [`${file} ${reason}; write it with \`terraform output -json\` or \`cdktf deploy --outputs-file\``],
    };
  }
};

/** Documents of built stacks, unless an apply has to tell something first. */
const knownDocuments = (stacks: readonly DeclaredStack[]): Documents => {
  const documents = stacks.flatMap((stack) =>
    "clientSettings" in stack ? Object.values(stack.clientSettings).flatMap((team) => Object.values(team)) : [],
  );
  const open = documents.filter(needsApply);
  if (open.length === 0) return { documents };
  return {
    problems: open.map(
      ({ facts }) =>
        `${facts.team}, ${facts.identity} at ${facts.entry} has values that only an apply knows; deploy, then render with --outputs`,
    ),
  };
};

const fromDeclaration = async (declaration: string | undefined): Promise<Documents | undefined> => {
  const loaded = loadOrPrint(declaration);
  if (loaded === undefined) return undefined;
  const { buildForAMoment } = await import("../stacks/synthesise");
  return buildForAMoment(loaded, (built) => ("problems" in built ? built : knownDocuments(built.stacks)));
};

/** Files of every document, or the texts that one of the formats cannot hold. */
const artefactsOf = (
  documents: readonly ClientDocument[],
): { readonly artefacts: readonly Artefact[] } | { readonly problems: readonly string[] } => {
  const problems: string[] = [];
  const artefacts = documents.flatMap(({ facts, settings }) => {
    try {
      return renderDocuments(facts, settings);
    } catch (error) {
      problems.push(
        `${facts.team}, ${facts.identity} at ${facts.entry}: ${error instanceof Error ? error.message : error}`,
      );
      return [];
    }
  });
  return problems.length > 0 ? { problems } : { artefacts };
};

/** Writes everything that is delivered, for every identity; nothing at all where one of them cannot be written. */
export const render = async (options: RenderOptions): Promise<number> => {
  const source =
    options.outputs === undefined ? await fromDeclaration(options.declaration) : fromOutputs(options.outputs);
  if (source === undefined) return EXIT.unusable;
  if ("problems" in source) {
    printProblems(source.problems);
    return EXIT.unusable;
  }
  const rendered = artefactsOf(source.documents);
  if ("problems" in rendered) {
    printProblems(rendered.problems);
    return EXIT.unusable;
  }
  const { artefacts } = rendered;
  const written = writeArtefacts(options.out, artefacts, options.force);
  if ("problems" in written) {
    printProblems(written.problems);
    return EXIT.unusable;
  }
  process.stdout.write(
    `${source.documents.length} identities, ${artefacts.length} files in ${options.out}: ${written.changed} written, ${artefacts.length - written.changed} as they were.\n`,
  );
  for (const removed of written.removed) process.stdout.write(`removed ${removed}, which nobody has any more\n`);
  for (const kept of written.kept) process.stdout.write(`kept the old ${kept}\n`);
  return EXIT.done;
};
