import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDeclaration } from "../../../../declaration/load-declaration";
import { build, write } from "../../../../stacks/synthesise";

/** A block of Terraform JSON: by type, by name. */
type Named = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** A synthesised stack, as far as the tests look into it. */
export interface StackFile {
  readonly resource?: Named;
  readonly data?: Named;
}

/** A folder with a declaration and the stacks that were synthesised from it. */
export interface DeclaredFolder {
  /** The declaration's file. */
  readonly file: string;
  /**
   * Writes the declaration and the files that it names, then its stacks; what Terraform knows of former ones stays.
   * Returns the stacks' names, sorted. @throws Error with every mistake.
   */
  synthesise(yaml: string, files?: Readonly<Record<string, string>>): readonly string[];
  /** Folder in which Terraform works on a stack. */
  stackFolder(stack: string): string;
  /** A stack as it was synthesised last. */
  read(stack: string): StackFile;
  remove(): void;
}

/** Makes the folder. */
export const declaredFolder = (): DeclaredFolder => {
  const folder = mkdtempSync(join(tmpdir(), "declared-"));
  const file = join(folder, "access.yaml");
  const stackFolder = (stack: string): string => join(folder, "out", "stacks", stack);
  return {
    file,
    stackFolder,
    synthesise(yaml, files = {}) {
      for (const [name, text] of Object.entries({ "access.yaml": yaml, ...files }))
        writeFileSync(join(folder, name), text);
      const loaded = loadDeclaration({ file });
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes, null, 2));
      const { declaration, places } = loaded;
      const readText = (path: string): string => readFileSync(join(folder, path), "utf8");
      const built = build({ declaration, places, readText }, join(folder, "out"));
      if ("problems" in built) throw new Error(built.problems.join("\n"));
      write(built);
      return built.stacks.map(({ node }) => node.id).sort();
    },
    read: (stack) => JSON.parse(readFileSync(join(stackFolder(stack), "cdk.tf.json"), "utf8")) as StackFile,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
