import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { restoreTornStates } from "../../rehearsal/restore-torn-states";

test("a torn state gives way to the one before it, or to none; whole ones stay", () => {
  const folder = mkdtempSync(join(tmpdir(), "states-"));
  const files = {
    "torn.tfstate": "",
    "torn.tfstate.backup": '{"serial":1}',
    "first.tfstate": '{"ser',
    "whole.tfstate": '{"serial":3}',
    "whole.tfstate.backup": '{"serial":2}',
  };
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    restoreTornStates(folder);
    const left = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]);
    expect(Object.fromEntries(left)).toEqual({
      "torn.tfstate": '{"serial":1}',
      "whole.tfstate": '{"serial":3}',
      "whole.tfstate.backup": '{"serial":2}',
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
