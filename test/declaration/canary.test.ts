import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isScalar, parseDocument, visit } from "yaml";
import { linesOf, loadFiles } from "./load";

const RICH = readFileSync(join(__dirname, "canary.yaml"), "utf8");
const CANARIES = [
  "sk-ant-api03-CANARYcanaryCANARYcanary",
  "AKIACANARYCANARYCANA",
  "ghp_CANARYcanary0123456789CANARYcanary01",
  "xK9#pQ2vL7mN4rT8wY1zB5cD3fG6hJ0sA".replace("#", ""),
];

/** The rich declaration, once with a canary in place of each text in it, values and keys alike. */
const spoilt = (canary: string): { where: string; yaml: string }[] => {
  const places: number[] = [];
  visit(parseDocument(RICH), {
    Scalar: (_key, node) => {
      if (typeof node.value === "string" && node.range) places.push(node.range[0]);
    },
  });
  return places.map((offset) => {
    const document = parseDocument(RICH);
    let where = "";
    visit(document, {
      Scalar: (_key, node) => {
        if (!isScalar(node) || node.range?.[0] !== offset) return;
        where = String(node.value);
        node.value = canary;
      },
    });
    return { where, yaml: String(document) };
  });
};

test("the rich declaration is sound as it stands", () => {
  expect(linesOf(loadFiles({ "access.yaml": RICH, "saml.xml": "<x/>" }))).toEqual([]);
});

test("a credential is refused in every place of a declaration, and never repeated", () => {
  const wrong: string[] = [];
  const places = spoilt(CANARIES[0] ?? "").length;
  expect(places).toBeGreaterThan(120);
  for (const [turn, canary] of CANARIES.entries()) {
    const mine = spoilt(canary).filter((_place, index) => index % CANARIES.length === turn);
    for (const { where, yaml } of mine) {
      const loaded = loadFiles({ "access.yaml": yaml, "saml.xml": "<x/>" });
      if (loaded.ok) wrong.push(`accepted in place of ${where}`);
      else if (JSON.stringify(loaded).includes(canary)) wrong.push(`repeated in place of ${where}`);
    }
  }
  expect(wrong).toEqual([]);
}, 30_000);
