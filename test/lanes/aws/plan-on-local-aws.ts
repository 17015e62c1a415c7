import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CorpusCase } from "../../corpus/corpus-case";
import { planCase, type Terraform } from "../../corpus/plan-case";
import { realTerraform } from "./local-aws/real-terraform";
import { type LocalAws, startLocalAws } from "./local-aws/start-local-aws";

const ACCOUNT = "111122223333";

const terraformOn =
  (localAws: LocalAws) =>
  (directory: string): Terraform => {
    const terraform = realTerraform({ directory, localAws, account: ACCOUNT });
    return {
      ready: terraform.init,
      apply: async () => {
        await terraform.apply();
      },
      plan: async () => JSON.stringify(await terraform.plan()),
    };
  };

/** Plans cases of the corpus with the real AWS provider on the local AWS; the plans by the file in which they are kept. */
export const planOnLocalAws = async (cases: readonly CorpusCase[]): Promise<ReadonlyMap<string, string>> => {
  const folder = mkdtempSync(join(tmpdir(), "corpus-aws-"));
  const localAws = await startLocalAws();
  const plans = new Map<string, string>();
  try {
    for (const [at, one] of cases.entries()) {
      const own = join(folder, String(at));
      mkdirSync(own);
      for (const [file, text] of await planCase(one, own, terraformOn(localAws))) plans.set(file, text);
    }
    return plans;
  } finally {
    await localAws.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
