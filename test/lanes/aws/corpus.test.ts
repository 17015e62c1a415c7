import { relative } from "node:path";
import { corpusCases } from "../../corpus/corpus-case";
import { changedPlans } from "../../corpus/plan-case";
import { requireReal } from "../require-real";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { planOnLocalAws } from "./plan-on-local-aws";

requireReal("the local AWS with the real Terraform and AWS provider", localAwsAbsence())("the corpus", () => {
  test("the real AWS provider makes its plans of the corpus again, byte for byte", async () => {
    const plans = await planOnLocalAws(corpusCases().filter(({ expected }) => expected.made === "aws"));
    expect(plans.size).toBeGreaterThan(0);
    expect(changedPlans(plans).map((file) => relative(process.cwd(), file))).toEqual([]);
  }, 300_000);
});
