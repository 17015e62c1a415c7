import type { JsonObject } from "../../../../plans/json-value";
import { readSynth } from "../../../../plans/read-synth";
import { noUndeclaredIdentity } from "../../../../policies/rules/aws/no-undeclared-identity";
import { runPolicies } from "../../../../policies/run-policies";
import { known } from "../../support/case-table";
import { EXPECTATIONS, factsOf, stackWith } from "../../support/declared";
import { testMutations } from "../../support/mutation-table";

testMutations(noUndeclaredIdentity, { expectations: EXPECTATIONS });

const ROLE = "arn:aws:iam::111122223333:role/team/app";
const judge = (resource: JsonObject, stack = "aws-eu") =>
  runPolicies(
    [known(readSynth(stackWith([factsOf({ roleArn: ROLE })], { resource }), { stack }))],
    [noUndeclaredIdentity],
    { expectations: EXPECTATIONS },
  );
const finding = (address: string, detail: string) => ({
  ...{ rule: "aws/no-undeclared-identity", subject: `aws-eu/${address}`, detail, state: "violated" },
  place: { path: "providers.aws-eu", file: "access.yaml", line: 5, column: 3 },
  remedy: "declare the identity as a pipeline or workload of a team, or keep it in a stack of your own",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
});

test("a role of a declared identity is made, and policies may be put on roles that exist", () => {
  const aws_iam_role_policy = { legacy: { role: "legacy", name: "claude", policy: "{}" } };
  expect(judge({ aws_iam_role: { app: { name: "app" } }, aws_iam_role_policy })).toEqual([]);
});

test("refuses roles, permission sets and users that belong to nobody", () => {
  const found = judge({
    aws_iam_role: { app: { name: "app" }, back: { name: "backdoor" } },
    aws_ssoadmin_permission_set: { back: { name: "admins" } },
    aws_iam_user: { back: { name: "backdoor" } },
  });
  expect(found).toEqual([
    finding("aws_iam_role.back", "The role backdoor belongs to no declared identity"),
    finding("aws_iam_user.back", "An IAM user belongs to no declared identity"),
    finding("aws_ssoadmin_permission_set.back", "The permission set admins belongs to no declared identity"),
  ]);
});

test("does not apply to a stack that is not declared, nor without roles", () => {
  expect(judge({ aws_iam_role: { back: { name: "backdoor" } } }, "mine")).toEqual([]);
  expect(judge({})).toEqual([]);
});
