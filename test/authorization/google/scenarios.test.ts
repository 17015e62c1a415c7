import type { AccessQuestion } from "../../../authorization/google/access-question";
import { evaluateAccess } from "../../../authorization/google/evaluate-access";
import type { GoogleView } from "../../../authorization/google/google-view";
import table from "./tables/scenarios.json";

interface Row {
  readonly name: string;
  readonly source: string;
  readonly view?: Partial<GoogleView>;
  readonly ask?: Partial<AccessQuestion>;
  readonly expect: string;
  readonly because: readonly (readonly [kind: string, name: string])[];
}

const { base, ask, rows, sources } = table as unknown as {
  readonly base: GoogleView;
  readonly ask: AccessQuestion;
  readonly rows: readonly Row[];
  readonly sources: Readonly<Record<string, string>>;
};

test.each(rows.map((row) => [row.name, row] as const))("%s", (_, row) => {
  const answer = evaluateAccess({ ...base, ...row.view }, { ...ask, ...row.ask });
  expect(answer).toEqual({
    decision: row.expect,
    because: row.because.map(([kind, name]) => ({ kind, name })),
  });
});

test("every row says where Google says so", () => {
  expect(rows.filter(({ source }) => sources[source] === undefined && !/^(https:\/\/|catalog\/)/.test(source))).toEqual(
    [],
  );
});
