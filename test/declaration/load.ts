import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { mistakeLines } from "../../cli/print";
import { type Loaded, loadDeclaration } from "../../declaration/load-declaration";

/** A declaration that is right, for tests that spoil one thing in it. */
export const SOUND = `organization: acme
models:
  everyday: { sonnet: claude-sonnet-5, haiku: claude-haiku-4-5 }
providers:
  aws-eu:
    route: bedrock
    account: "111122223333"
    region: eu-central-1
    geography: eu
    signIn: { identityCenter: { region: eu-central-1, startUrl: https://acme.awsapps.com/start } }
teams:
  payments:
    uses: aws-eu
    models: everyday
    people: { group: claude-payments }
`;

type Content = string | Buffer;

/** Loads files from a folder of their own; `access.yaml` unless another is named. */
export const loadFiles = (files: Readonly<Record<string, Content>>, options: { file?: string } = {}): Loaded => {
  const folder = mkdtempSync(join(tmpdir(), "declaration-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const loaded = loadDeclaration({ ...options, file: join(folder, options.file ?? "access.yaml") });
    return JSON.parse(
      JSON.stringify({ ...loaded, places: undefined })
        .replaceAll(`${folder}/`, "")
        .replaceAll(folder, "."),
    ) as Loaded;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What a person reads: every mistake, or every note, one a line. */
export const linesOf = (loaded: Loaded): string[] => mistakeLines(loaded.ok ? loaded.notes : loaded.mistakes);

/** Lines for one spoilt spot of the sound declaration. */
export const spoil = (from: string, to: string): string[] => {
  if (!SOUND.includes(from)) throw new Error(`the sound declaration does not hold ${from}`);
  return linesOf(loadFiles({ "access.yaml": SOUND.replace(from, to) }));
};
