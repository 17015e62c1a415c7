import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { goldenPlan } from "./golden-plan";
import { EXAMPLES, goldenFileOf, planExamples } from "./plan-examples";

/** Makes the golden plans of the examples anew; what changed is read in the version control's diff. */
const main = async (): Promise<void> => {
  const planned = await planExamples();
  for (const example of readdirSync(EXAMPLES)) rmSync(join(EXAMPLES, example, "golden"), { recursive: true, force: true });
  for (const one of planned) {
    const file = goldenFileOf(one);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, goldenPlan(one.plan));
  }
  process.stdout.write(`${planned.length} golden plans written.\n`);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 3;
});
