import type { JsonObject } from "../../../../plans/json-value";
import { readPlan } from "../../../../plans/read-plan";
import { readSynth } from "../../../../plans/read-synth";
import { declaredPlace } from "../../../../policies/rules/aws/declared-place";
import { runPolicies } from "../../../../policies/run-policies";
import { asPlan } from "../../support/as-plan";
import { known } from "../../support/case-table";
import { EXPECTATIONS, factsOf, PROVIDERS, stackWith } from "../../support/declared";
import { testMutations } from "../../support/mutation-table";

testMutations(declaredPlace, { expectations: EXPECTATIONS });

const judge = (more: JsonObject, facts = factsOf(), stack = "aws-eu") =>
  runPolicies([known(readSynth(stackWith([facts], more), { stack }))], [declaredPlace], { expectations: EXPECTATIONS });
const finding = (what: string, detail: string, place: object, state = "violated") => ({
  ...{ rule: "aws/declared-place", subject: `aws-eu/${what}`, detail, state, place },
  remedy: "plan again from this declaration, signed in to the declared account",
  link: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs#allowed_account_ids-1",
});
const ACCOUNT = { path: "providers.aws-eu.account", file: "access.yaml", line: 6, column: 5 };
const placed = (path: string) => ({ path: `providers.aws-eu${path}`, file: "access.yaml", line: 5, column: 3 });

test("providers and settings are those of the declared account and region", () => {
  expect(judge(PROVIDERS())).toEqual([]);
});

test("refuses a plan for another account or region", () => {
  const more = PROVIDERS({ region: "eu-west-1", allowed_account_ids: ["444455556666"] });
  expect(judge(more)).toEqual([
    finding("provider.aws account", "It is planned for the account 444455556666, declared is 111122223333", {
      ...ACCOUNT,
    }),
    finding(
      "provider.aws region",
      "It is planned for the region eu-west-1, declared is eu-central-1",
      placed(".region"),
    ),
  ]);
});

test("refuses another Identity Center, where the plan has one", () => {
  const path = ".signIn.identityCenter.account";
  expect(judge(PROVIDERS({}, { allowed_account_ids: ["444455556666"] }))).toEqual([
    finding(
      "provider.aws.identity_center account",
      "It is planned for the account 444455556666, declared is 999988887777",
      placed(path),
    ),
  ]);
  const { provider } = PROVIDERS() as { provider: { aws: JsonObject[] } };
  expect(judge({ provider: { aws: provider.aws.slice(0, 1) } })).toEqual([]);
});

test("refuses settings that lead elsewhere", () => {
  expect(judge(PROVIDERS(), factsOf({ account: "444455556666" }))).toEqual([
    finding(
      "output.client_settings payments people account",
      "Settings of payments people lead to the account 444455556666, declared is 111122223333",
      ACCOUNT,
    ),
  ]);
});

test("is undecided where a plan does not say its account", () => {
  const provider = { aws: [{ region: "eu-central-1" }] };
  expect(judge({ provider })).toEqual([
    finding(
      "provider.aws account",
      "For which account is planned does not stand in the plan; declared is 111122223333",
      ACCOUNT,
      "undecided",
    ),
  ]);
});

test("reads the same from a plan", () => {
  const stack = JSON.parse(stackWith([factsOf()], PROVIDERS({ region: "eu-west-1" }))) as JsonObject;
  const view = known(readPlan(JSON.stringify(asPlan(stack)), { stack: "aws-eu" }));
  const found = runPolicies([view], [declaredPlace], { expectations: EXPECTATIONS });
  expect(found.map(({ detail }) => detail)).toEqual([
    "It is planned for the region eu-west-1, declared is eu-central-1",
  ]);
});

test("does not apply to a stack that is not declared", () => {
  expect(judge(PROVIDERS({ region: "eu-west-1" }), factsOf(), "aws-old")).toEqual([]);
});
