import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { schemaFileOf } from "../plugin/load-stand-in";
import type { ProviderSchema } from "../plugin/schema";
import { OFFLINE_AWS, observeProvider } from "./observe-provider";
import { RealProvider } from "./real-provider";

/** Writes `schemas/behaviour-aws-VERSION.json` from the executable of the real provider, named as the one argument. */
const main = async (executable: string | undefined): Promise<void> => {
  if (executable === undefined)
    throw new Error("usage: node --import tsx rehearsal/observe/write-behaviour.ts EXECUTABLE");
  const file = schemaFileOf(join(__dirname, "..", "schemas"), "aws");
  const schema = JSON.parse(readFileSync(file, "utf8")) as ProviderSchema;
  const provider = await RealProvider.start(executable);
  try {
    await provider.configure(schema.provider.block, OFFLINE_AWS);
    const rules = await observeProvider(schema, provider);
    const lines = Object.entries(rules).map(([type, rule]) => `  ${JSON.stringify(type)}: ${JSON.stringify(rule)}`);
    writeFileSync(file.replace(/([^/\\]+)$/, "behaviour-$1"), `{\n${lines.join(",\n")}\n}\n`);
  } finally {
    provider.stop();
  }
};

void main(process.argv[2]);
