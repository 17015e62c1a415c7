import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { staleness } from "../../rehearsal/dependencies.cjs";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "dependencies-"));
});
afterEach(() => rmSync(root, { recursive: true }));

type Packages = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const yaml = { version: "2.9.1", integrity: "sha512-yaml" };
const locked: Packages = {
  "": { name: "claude-code-access" },
  "node_modules/yaml": yaml,
  "node_modules/a/node_modules/yaml": { version: "1.0.0", integrity: "sha512-old" },
  "node_modules/for-another-system": { version: "3.0.0", optional: true },
};
const { "": _root, "node_modules/for-another-system": _optional, ...required } = locked;

/** A checkout whose lock file says `locked`, with these packages installed. */
const checkout = (installed?: Packages) => {
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: locked }));
  if (installed === undefined) return;
  for (const path of Object.keys(installed)) mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, "node_modules", ".package-lock.json"), JSON.stringify({ packages: installed }));
};

test("what the lock file asks of this system is installed", () => {
  checkout(required);
  expect(staleness(root)).toBeUndefined();
});

test("nothing is installed", () => {
  checkout();
  expect(staleness(root)).toBe("dependencies are not installed");
});

test.each([
  ["is missing", { "node_modules/yaml": yaml }, "yaml 1.0.0 is not installed"],
  [
    "has another version",
    { ...required, "node_modules/yaml": { ...yaml, version: "2.8.0" } },
    "yaml is installed as 2.8.0, the lock file says 2.9.1",
  ],
  [
    "has another content",
    { ...required, "node_modules/yaml": { ...yaml, integrity: "sha512-other" } },
    "yaml is installed with another content than the lock file says",
  ],
])("a package %s", (_, installed, expected) => {
  checkout(installed);
  expect(staleness(root)).toBe(expected);
});

test("a package's folder was deleted", () => {
  checkout(required);
  rmSync(join(root, "node_modules", "yaml"), { recursive: true });
  expect(staleness(root)).toBe("the folder of yaml is missing");
});
