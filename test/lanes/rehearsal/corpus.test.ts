import { relative } from "node:path";
import { corpusCases } from "../../corpus/corpus-case";
import { changedPlans } from "../../corpus/plan-case";
import { planOnStandIns } from "../../corpus/plan-on-stand-ins";

test("real Terraform on stand-ins makes every plan of the corpus again, byte for byte", async () => {
  const plans = await planOnStandIns(corpusCases().filter(({ expected }) => expected.made !== "aws"));
  expect(plans.size).toBeGreaterThan(80);
  expect(changedPlans(plans).map((file) => relative(process.cwd(), file))).toEqual([]);
}, 180_000);
