import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ClientDocument } from "../settings/client-settings-output";
import { renderDocuments } from "../settings/emit/render-documents";

/** Writes the files of every identity into a folder of the rehearsal's own; what a former rehearsal left there is gone. */
export const writeClients = (documents: readonly ClientDocument[], folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
  for (const { facts, settings } of documents) {
    for (const { path, mode, value } of renderDocuments(facts, settings)) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, value, { mode });
    }
  }
};
