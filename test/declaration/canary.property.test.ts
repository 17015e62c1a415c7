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

const ROUTES = {
  AWS: ["bedrock", "mantle", "anthropic-aws"],
  "Google Cloud": ["vertex", "anthropic-google-cloud"],
  Azure: ["foundry"],
  Anthropic: ["claude-ai", "console", "gateway"],
} as const;
type Cloud = keyof typeof ROUTES;
const CLOUDS = Object.keys(ROUTES) as Cloud[];

/** The rich declaration with the entries and teams of one cloud: a whole one is loaded for every place in it. */
const richOf = (cloud: Cloud): string => {
  const document = parseDocument(RICH);
  const declared = document.toJS() as {
    providers: Record<string, { route: string }>;
    teams: Record<string, { uses: string | string[] }>;
  };
  const routes: readonly string[] = ROUTES[cloud];
  const isThere = (entry: string) => routes.includes(declared.providers[entry]?.route ?? "");
  for (const entry of Object.keys(declared.providers)) if (!isThere(entry)) document.deleteIn(["providers", entry]);
  for (const [team, { uses }] of Object.entries(declared.teams)) {
    if (![uses].flat().every(isThere)) document.deleteIn(["teams", team]);
  }
  if (cloud !== "AWS") for (const key of ["state", "profiles"]) document.delete(key);
  return String(document);
};

/** Where each text of a declaration stands, from and to, values and keys alike. */
const placesOf = (text: string): readonly (readonly [from: number, to: number])[] => {
  const found: [number, number][] = [];
  visit(parseDocument(text), {
    Scalar: (_key, node) => {
      if (typeof node.value === "string" && node.range) found.push([node.range[0], node.range[1]]);
    },
  });
  return found;
};

const linesIn = (text: string) => linesOf(loadFiles({ "access.yaml": text, "saml.xml": "<x/>" }));

test("the rich declaration is sound as it stands, and so is the part of each cloud", () => {
  expect([RICH, ...CLOUDS.map(richOf)].map(linesIn)).toEqual([[], [], [], [], []]);
  expect(CLOUDS.map((cloud) => placesOf(richOf(cloud)).length).reduce((sum, count) => sum + count)).toBeGreaterThan(
    500,
  );
});

test.each(CLOUDS)(
  "a credential is refused in every place of a declaration for %s, and never repeated",
  (cloud) => {
    const rich = richOf(cloud);
    const wrong: string[] = [];
    for (const [index, [from, to]] of placesOf(rich).entries()) {
      const canary = CANARIES[index % CANARIES.length] ?? "";
      const where = rich.slice(from, to);
      const yaml = `${rich.slice(0, from)}${JSON.stringify(canary)}${rich.slice(to)}`;
      const loaded = loadFiles({ "access.yaml": yaml, "saml.xml": "<x/>" });
      if (loaded.ok) wrong.push(`accepted in place of ${where}`);
      else if (JSON.stringify(loaded).includes(canary)) wrong.push(`repeated in place of ${where}`);
    }
    expect(wrong).toEqual([]);
  },
  30_000,
);
