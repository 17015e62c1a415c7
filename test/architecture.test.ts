import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(__dirname, "..");
const ROOMS = [
  "access",
  "authorization",
  "catalog",
  "cli",
  "constructs",
  "declaration",
  "members",
  "plans",
  "policies",
  "quoting",
  "rehearsal",
  "settings",
  "stacks",
  "verify",
];

/** Rooms that a room may import, besides itself. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  catalog: [],
  quoting: [],
  settings: ["catalog", "quoting"],
  declaration: ["catalog"],
  authorization: ["catalog"],
  plans: ["catalog", "authorization"],
  policies: ["catalog", "authorization", "plans", "quoting"],
  access: ["catalog", "authorization", "plans", "quoting"],
  constructs: ["catalog", "settings"],
  stacks: ["catalog", "constructs", "declaration", "settings"],
  rehearsal: ["catalog", "settings"],
  verify: ["authorization", "catalog"],
  members: ["catalog"],
  cli: ROOMS,
};

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));

const importsOf = (file: string): string[] =>
  [...readFileSync(join(ROOT, file), "utf8").matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map(
    ([, specifier = ""]) => specifier,
  );

const roomOf = (file: string, specifier: string): string =>
  relative(ROOT, join(ROOT, file, "..", specifier)).split("/")[0] ?? "";

const arrows = ROOMS.flatMap((room) =>
  sourcesIn(room).flatMap((file) => importsOf(file).map((specifier) => ({ room, file, specifier }))),
);
const listed = (rows: readonly { file: string; specifier: string }[]) =>
  rows.map(({ file, specifier }) => `${file} imports ${specifier}`);

test("every room has files, so that the arrows below are about something", () => {
  expect(ROOMS.filter((room) => sourcesIn(room).length === 0)).toEqual([]);
  expect(arrows.length).toBeGreaterThan(100);
});

test("rooms import only along the arrows of the design", () => {
  const foreign = arrows.filter(({ room, file, specifier }) => {
    if (!specifier.startsWith(".")) return false;
    const target = roomOf(file, specifier);
    return target !== room && !ARROWS[room]?.includes(target);
  });
  expect(listed(foreign)).toEqual([]);
});

test("cdktf and constructs are imported where Terraform is built, and nowhere else", () => {
  const builds = ["constructs", "stacks"];
  const foreign = arrows.filter(
    ({ room, specifier }) => /^(cdktf|constructs|@cdktf\/)/.test(specifier) && !builds.includes(room),
  );
  expect(listed(foreign)).toEqual([]);
});

test("a provider's bindings are imported in its own folder, by deep import", () => {
  const foreign = arrows.filter(
    ({ file, specifier }) =>
      specifier.startsWith("@cdktf/") &&
      ![
        ["aws", "aws"],
        ["azure", "azuread"],
        ["azure", "azurerm"],
        ["google", "google"],
      ].some(
        ([folder, provider]) =>
          file.startsWith(`constructs/${folder}/`) &&
          new RegExp(`^@cdktf/provider-${provider}/lib/[a-z0-9-]+$`).test(specifier),
      ),
  );
  expect(listed(foreign)).toEqual([]);
});

test("a cloud's own SDK is imported where it is asked live, and nowhere else", () => {
  const foreign = arrows.filter(
    ({ file, specifier }) =>
      (/^(@google-cloud\/|google-auth-library|google-gax)/.test(specifier) && !file.startsWith("verify/google/")) ||
      (specifier.startsWith("@azure/") &&
        !file.startsWith("verify/azure/") &&
        // Its HTTP client, which finds a company's proxy, is no SDK.
        !(specifier === "@azure/core-rest-pipeline" && file.startsWith("members/"))),
  );
  expect(listed(foreign)).toEqual([]);
});

test("the pure rooms touch neither files, network nor processes", () => {
  const pure = ["access", "authorization", "catalog", "plans", "policies", "quoting", "settings"];
  const io = /^(node:)?(fs|fs\/promises|net|http|https|http2|child_process|dns|tls|worker_threads)$/;
  const foreign = arrows.filter(({ room, specifier }) => pure.includes(room) && io.test(specifier));
  expect(listed(foreign)).toEqual([]);
});
