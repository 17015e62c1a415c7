import { readdirSync } from "node:fs";
import { join } from "node:path";
import { hclPlaces } from "../plans/hcl-places";
import { inputText } from "../plans/input-text";
import { jsonPlaces } from "../plans/json-places";
import type { Finding, FindingPlace } from "../policies/finding";
import { subjectParts } from "../policies/subject";
import { readBounded } from "./read-bounded";

/** Largest file of Terraform that is read for places. */
const MOST_BYTES = 64 * 1024 * 1024;

type Places = ReadonlyMap<string, FindingPlace>;

const placesIn = (file: string): [string, FindingPlace][] => {
  const read = readBounded(file, MOST_BYTES);
  const text = "bytes" in read ? inputText(read.bytes) : undefined;
  if (text === undefined || typeof text === "object") return [];
  const places = file.endsWith(".json") ? jsonPlaces(text) : hclPlaces(text);
  return [...places].map(([address, place]) => [address, { file, ...place }]);
};

/** Files of Terraform in a folder, without those below it: what a module holds has other addresses. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /\.tf(\.json)?$/.test(name))
    .sort()
    .map((name) => join(folder, name));

const placesOf = (files: readonly string[]): Places => new Map(files.flatMap(placesIn).reverse());

/** Where Terraform's files of a stack lie. */
export interface SourceFiles {
  /** The stack's own JSON, by name of the stack. */
  readonly besides: ReadonlyMap<string, string>;
  /** A folder of `.tf` and `.tf.json` files. @default none */
  readonly folder?: string;
}

/** Findings that have no line yet, with that of their block in Terraform's files, where it is found there. Reads only when one lacks it. */
export const placeFindings = (findings: readonly Finding[], { besides, folder }: SourceFiles): readonly Finding[] => {
  const read = new Map<string, Places>();
  const ofFiles = (key: string, files: () => readonly string[]): Places => {
    const places = read.get(key) ?? placesOf(files());
    read.set(key, places);
    return places;
  };
  const stacks = [...besides.keys()];
  return findings.map((finding) => {
    const parts = finding.place?.line === undefined ? subjectParts(finding, stacks) : undefined;
    if (parts === undefined) return finding;
    const address = parts.address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]$/, "");
    const own = besides.get(parts.stack) ?? "";
    const place =
      (own === "" ? undefined : ofFiles(own, () => [own]).get(address)) ??
      (folder === undefined ? undefined : ofFiles(folder, () => filesIn(folder)).get(address));
    return place === undefined ? finding : { ...finding, place: { ...finding.place, ...place } };
  });
};
