import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { START } from "../declaration/start";
import { EXIT } from "./exit-codes";

const CDKTF = {
  language: "typescript",
  app: "node node_modules/claude-code-access/dist/main.js",
  sendCrashReports: "false",
};

/** Writes a start into a folder; refuses, and writes nothing, where one of the files is there already. */
export const init = (folder: string): number => {
  const files = { "access.yaml": START, "cdktf.json": `${JSON.stringify(CDKTF, null, 2)}\n` };
  const there = Object.keys(files).filter((name) => existsSync(join(folder, name)));
  if (there.length > 0) {
    process.stderr.write(`error: ${there.join(" and ")} exist already; nothing was written\n`);
    return EXIT.unusable;
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  process.stdout.write("Wrote access.yaml and cdktf.json. Next: edit access.yaml, then `npx cdktf deploy`.\n");
  return EXIT.done;
};
