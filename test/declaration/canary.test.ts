import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument, visit } from "yaml";
import { linesOf, loadFiles } from "./load";

const RICH = readFileSync(join(__dirname, "canary.yaml"), "utf8");
const CANARIES = [
  "sk-ant-api03-CANARYcanaryCANARYcanary",
  "AKIACANARYCANARYCANA",
  "ghp_CANARYcanary0123456789CANARYcanary01",
  "xK9#pQ2vL7mN4rT8wY1zB5cD3fG6hJ0sA".replace("#", ""),
];

/** Where each text of the rich declaration stands, from and to, values and keys alike. */
const places = (): readonly (readonly [from: number, to: number])[] => {
  const found: [number, number][] = [];
  visit(parseDocument(RICH), {
    Scalar: (_key, node) => {
      if (typeof node.value === "string" && node.range) found.push([node.range[0], node.range[1]]);
    },
  });
  return found;
};

test("the rich declaration is sound as it stands", () => {
  expect(linesOf(loadFiles({ "access.yaml": RICH, "saml.xml": "<x/>" }))).toEqual([]);
});

test("a credential is refused in every place of a declaration, and never repeated", () => {
  const wrong: string[] = [];
  const all = places();
  expect(all.length).toBeGreaterThan(240);
  for (const [index, [from, to]] of all.entries()) {
    const canary = CANARIES[index % CANARIES.length] ?? "";
    const where = RICH.slice(from, to);
    const yaml = `${RICH.slice(0, from)}${JSON.stringify(canary)}${RICH.slice(to)}`;
    const loaded = loadFiles({ "access.yaml": yaml, "saml.xml": "<x/>" });
    if (loaded.ok) wrong.push(`accepted in place of ${where}`);
    else if (JSON.stringify(loaded).includes(canary)) wrong.push(`repeated in place of ${where}`);
  }
  expect(wrong).toEqual([]);
}, 30_000);
