import type { AccessQuestion } from "../../../authorization/azure/access-question";
import type { AzureView } from "../../../authorization/azure/azure-view";
import { evaluateAccess } from "../../../authorization/azure/evaluate-access";
import table from "./tables/scenarios.json";

interface Row {
  readonly name: string;
  readonly source: string;
  readonly view?: Partial<AzureView>;
  readonly ask?: Partial<AccessQuestion>;
  readonly expect: string;
  readonly because: readonly (readonly [kind: string, name: string, role?: string])[];
}

const { base, ask, rows, sources } = table as unknown as {
  readonly base: AzureView;
  readonly ask: AccessQuestion;
  readonly rows: readonly Row[];
  readonly sources: Readonly<Record<string, string>>;
};

test.each(rows.map((row) => [row.name, row] as const))("%s", (_, row) => {
  const answer = evaluateAccess({ ...base, ...row.view }, { ...ask, ...row.ask });
  expect(answer).toEqual({
    decision: row.expect,
    because: row.because.map(([kind, name, role]) => ({ kind, name, ...(role === undefined ? {} : { role }) })),
  });
});

test("every row says where Microsoft says so, or that the rule is our own", () => {
  expect(rows.filter(({ source }) => sources[source] === undefined)).toEqual([]);
});
