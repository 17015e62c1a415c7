import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudStore, isAlive } from "../../../rehearsal/plugin/cloud-store";

/** No process has such an id. */
const GONE = 2 ** 30;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloud-"));
  file = join(folder, "cloud.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("many changes at once all arrive, and nothing but the cloud stays behind", async () => {
  const stores = Array.from({ length: 20 }, () => new CloudStore(file));
  await Promise.all(
    stores.map((store, index) =>
      store.change(({ things }) => {
        things[`thing/${index}`] = { index };
      }),
    ),
  );
  expect(Object.keys(new CloudStore(file).read()).length).toBe(20);
  expect(readdirSync(folder)).toEqual(["cloud.json"]);
});

test("a lock of a process that was killed does not stop the next one", async () => {
  writeFileSync(`${file}.lock`, String(GONE));
  const started = Date.now();
  await new CloudStore(file).change(({ things }) => {
    things.a = {};
  });
  expect(Date.now() - started).toBeLessThan(2_000);
  expect(new CloudStore(file).read()).toEqual({ a: {} });
});

test("a change that fails changes nothing and gives the lock back", async () => {
  const store = new CloudStore(file);
  const failed = store.change(({ things }) => {
    things.a = {};
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect([store.read(), readdirSync(folder)]).toEqual([{}, []]);
});

test("what another process wrote is seen at once", async () => {
  const [one, other] = [new CloudStore(file), new CloudStore(file)];
  expect(one.read()).toEqual({});
  await other.change(({ things, unconfirmed }) => {
    things.a = { b: 1 };
    unconfirmed.a = 7;
  });
  expect([one.read(), one.readUnconfirmed()]).toEqual([{ a: { b: 1 } }, { a: 7 }]);
});

test("a damaged cloud is named, with the way out", () => {
  writeFileSync(file, "{");
  expect(() => new CloudStore(file).read()).toThrow(
    `rehearsal: ${file} cannot be read; delete it to start over (SyntaxError: Expected property name or '}' in JSON at position 1`,
  );
});

test("this process lives, and one that never was does not", () => {
  expect([isAlive(process.pid), isAlive(GONE)]).toEqual([true, false]);
});
