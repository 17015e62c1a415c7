import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isJsonObject, objectAt, textAt } from "../plans/json-value";
import { isFailure, parseObject } from "../plans/read-synth";
import type { StackTexts } from "../policies/judge-synth";

/** Text of a file; `undefined` where there is none. */
export const textOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

/** Texts of every stack in a folder of `cdktf synth`. */
export const stacksIn = (outdir: string): StackTexts[] => {
  const manifest = parseObject(readFileSync(join(outdir, "manifest.json"), "utf8"));
  if (isFailure(manifest)) throw new Error(`${outdir}/manifest.json ${manifest.failure}`);
  return Object.entries(objectAt(manifest, "stacks")).flatMap(([stack, described]) => {
    const path = isJsonObject(described) ? textAt(described, "synthesizedStackPath") : undefined;
    if (path === undefined) return [];
    const file = join(outdir, path);
    const provenanceText = textOf(join(dirname(file), "provenance.json"));
    return [
      { stack, synthText: readFileSync(file, "utf8"), ...(provenanceText === undefined ? {} : { provenanceText }) },
    ];
  });
};
