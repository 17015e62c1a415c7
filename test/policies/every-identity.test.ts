import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDeclaration } from "../../declaration/load-declaration";
import { readSynth } from "../../policies/read-synth";
import { runPolicies } from "../../policies/run-policies";
import { buildStacks } from "../../stacks/build-stacks";
import { EVERY_AZURE_IDENTITY } from "../helpers/every-azure-identity";
import { EVERY_GOOGLE_IDENTITY } from "../helpers/every-google-identity";
import { synthApp } from "../helpers/synth";
import { known } from "./support/case-table";

const findingsOf = (yaml: string): string[] => {
  const folder = mkdtempSync(join(tmpdir(), "judged-"));
  try {
    const file = join(folder, "access.yaml");
    writeFileSync(file, yaml);
    const loaded = loadDeclaration({ file });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
    const { declaration, places } = loaded;
    const stacks = synthApp((app) => {
      buildStacks(app, { declaration, places, readText: () => "<EntityDescriptor/>" });
    });
    const views = Object.entries(stacks).map(([stack, json]) => known(readSynth(JSON.stringify(json), { stack })));
    return runPolicies(views).map(({ rule, subject }) => `${rule}[${subject}]`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

test.each([
  ["Google Cloud", EVERY_GOOGLE_IDENTITY],
  ["Azure", EVERY_AZURE_IDENTITY],
])("every kind of identity on %s is built so that no rule has anything against it", (_, yaml) => {
  expect(findingsOf(yaml)).toEqual([]);
});
