import { knownAfterApply } from "../../access/known-after-apply";
import { readPlan } from "../../plans/read-plan";
import { isFailure } from "../../plans/read-synth";

/** A plan that makes some resources, of which one argument each refers to something. */
const planned = (resources: readonly { address: string; argument: string; references: readonly string[] }[]) => {
  const view = readPlan(
    JSON.stringify({
      format_version: "1.2",
      resource_changes: resources.map(({ address, argument }) => ({
        ...{ address, mode: "managed", type: address.split(".")[0], name: address.split(".")[1] },
        change: { actions: ["create"], before: null, after: {}, after_unknown: { [argument]: true, id: true } },
      })),
      configuration: {
        root_module: {
          resources: resources.map(({ address, argument, references }) => ({
            ...{ address, mode: "managed", expressions: { [argument]: { references } } },
          })),
        },
      },
    }),
  );
  if (isFailure(view)) throw new Error(view.failure);
  return knownAfterApply(view);
};

test("what refers to the same plan hides no access, and what comes from elsewhere does", () => {
  expect(
    planned([
      { address: "aws_iam_role.b", argument: "assume_role_policy", references: ["data.http.trust"] },
      { address: "aws_iam_role_policy.a", argument: "role", references: ["aws_iam_role.b.name", "aws_iam_role.b"] },
      { address: "aws_s3_object.c", argument: "content", references: ["data.http.trust"] },
    ]),
  ).toEqual([
    {
      ...{ stack: "plan", address: "aws_iam_role.b", argument: "assume_role_policy" },
      ...{ references: ["data.http.trust"], hidesAccess: true },
    },
    {
      ...{ stack: "plan", address: "aws_iam_role_policy.a", argument: "role" },
      ...{ references: ["aws_iam_role.b"], hidesAccess: false },
    },
    {
      ...{ stack: "plan", address: "aws_s3_object.c", argument: "content" },
      ...{ references: ["data.http.trust"], hidesAccess: false },
    },
  ]);
});
