import { readProvenance } from "../../../../plans/provenance";
import { readSynth } from "../../../../plans/read-synth";
import { boundaryPresent } from "../../../../policies/rules/aws/boundary-present";
import { runPolicies } from "../../../../policies/run-policies";
import { known, testRule } from "../../support/case-table";
import { EXPECTATIONS } from "../../support/declared";
import { testMutations } from "../../support/mutation-table";

testRule(boundaryPresent);
testMutations(boundaryPresent);

test("what the declaration says counts, whatever the stack and its provenance say", () => {
  const former = "arn:aws:iam::111122223333:policy/former";
  const provenance = readProvenance(`{"schemaVersion":1,"permissionsBoundary":"${former}"}`);
  if ("failure" in provenance) throw new Error(provenance.failure);
  const declared = "arn:aws:iam::111122223333:policy/acme-boundary";
  const aws_iam_role = {
    a: { name: "a", permissions_boundary: former },
    b: { name: "b" },
    c: { name: "c", permissions_boundary: declared },
  };
  const view = known(readSynth(JSON.stringify({ resource: { aws_iam_role } }), { stack: "aws-eu", provenance }));
  const found = runPolicies([view], [boundaryPresent], { expectations: EXPECTATIONS });
  expect(found.map(({ detail, place }) => [detail, place])).toEqual([
    [
      `The boundary is ${former}, declared is ${declared}`,
      { path: "providers.aws-eu", file: "access.yaml", line: 5, column: 3 },
    ],
    [
      `The declared boundary ${declared} is missing`,
      { path: "providers.aws-eu", file: "access.yaml", line: 5, column: 3 },
    ],
  ]);
});
