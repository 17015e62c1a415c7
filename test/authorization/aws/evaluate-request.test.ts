import { judged, ours, type Question } from "./judge";
import table from "./tables/requests.json";

interface Case extends Question {
  readonly name: string;
  readonly expect: string;
  /** Where AWS says so. */
  readonly source: string;
  /** Where the judge answers otherwise, or cannot be asked, and why ours stands. */
  readonly judge?: { readonly says: string; readonly reason: string };
}

const CASES: readonly Case[] = table as readonly Case[];

test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => {
  expect(ours(entry)).toBe(entry.expect);
});

describe("the judge", () => {
  const asked = CASES.filter(({ judge }) => judge?.says !== "not asked");

  test.each(asked.map((entry) => [entry.name, entry] as const))("on: %s", async (_, entry) => {
    const answer = await judged(entry).catch(() => "refused");
    expect(answer).toBe(entry.judge?.says ?? entry.expect);
  });
});
