import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { planOnLocalAws } from "../lanes/aws/plan-on-local-aws";
import { type CorpusCase, corpusCases } from "./corpus-case";
import { changedPlans } from "./plan-case";
import { planOnStandIns } from "./plan-on-stand-ins";

const USAGE = "npm run corpus -- [--update] [--aws] [PART OF A NAME...]";

/** Makes the plans of the corpus with real Terraform and says which differ; `--update` keeps them, `--aws` makes those of the real AWS provider. */
const main = async (): Promise<number> => {
  const given = process.argv.slice(2);
  const [update, aws] = [given.includes("--update"), given.includes("--aws")];
  const names = given.filter((word) => !word.startsWith("--"));
  const isMeant = ({ name, expected }: CorpusCase) =>
    (expected.made === "aws") === aws && (names.length === 0 || names.some((part) => name.includes(part)));
  const cases = corpusCases().filter(isMeant);
  if (cases.length === 0) {
    process.stderr.write(`There is no such case. Use ${USAGE}\n`);
    return 2;
  }
  const plans = await (aws ? planOnLocalAws : planOnStandIns)(cases);
  const changed = changedPlans(plans);
  for (const file of changed) {
    process.stdout.write(`${update ? "written" : "differs"}: ${relative(process.cwd(), file)}\n`);
    if (update) writeFileSync(file, plans.get(file) ?? "");
  }
  process.stdout.write(`${plans.size} plans, ${changed.length} changed.\n`);
  return changed.length > 0 && !update ? 1 : 0;
};

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 3;
  },
);
