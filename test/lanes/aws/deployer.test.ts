import { requireReal } from "../require-real";
import { type Kinds, startKinds } from "./kinds/apply-every-identity";
import { HOME } from "./kinds/every-identity";
import { explainedPolicies } from "./kinds/explained-policies";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { differences } from "./local-aws/real-terraform";
import { createRole } from "./local-aws/seed";

jest.setTimeout(300_000);

// Left out, since ministack asks about another resource than AWS documents: instance profiles, OIDC and SAML providers.

requireReal("the local AWS with the real Terraform and AWS provider", localAwsAbsence())(
  "the deployer of a stack",
  () => {
    let kinds: Kinds;
    beforeAll(async () => {
      kinds = await startKinds();
    });
    afterAll(() => kinds?.stop());

    test("the deployer's printed policies suffice for plan and for apply, and plan's for no apply", async () => {
      const trust = {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${HOME}:root` }, Action: "sts:AssumeRole" }],
      };
      const declare = (role: string) => `organization: acme
models: { everyday: { sonnet: claude-sonnet-5 } }
providers:
  aws-deploy:
    route: bedrock
    account: "${HOME}"
    region: eu-central-1
    geography: eu
    deploy: { assumeRole: "arn:aws:iam::${HOME}:role/${role}" }
teams:
  payments:
    uses: aws-deploy
    models: everyday
    ci: { deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, branch: main } } }
    workloads: { pod: { eks: { cluster: prod, namespace: payments, serviceAccount: claude } } }
`;
      const policies = explainedPolicies(declare("deployer-plan"), kinds.folder);
      await createRole(kinds.localAws, {
        account: HOME,
        name: "deployer-plan",
        trust,
        policy: policies["aws-deploy"]?.plan,
      });
      await createRole(kinds.localAws, {
        account: HOME,
        name: "deployer-apply",
        trust,
        policy: policies["aws-deploy"]?.apply,
      });
      const as = async (role: string, stack: string) => {
        kinds.synth(declare(role));
        const terraform = kinds.terraform(stack);
        await terraform.init();
        return terraform;
      };
      const planner = await as("deployer-plan", "aws-deploy");
      expect(differences(await planner.plan()).length).toBeGreaterThan(4);
      await expect(planner.apply()).rejects.toThrow(/AccessDenied|not authorized/);
      const deployer = await as("deployer-apply", "aws-deploy");
      await deployer.apply();
      expect(differences(await deployer.plan())).toEqual([]);
      expect(differences(await (await as("deployer-plan", "aws-deploy")).plan())).toEqual([]);
      await (await as("deployer-apply", "aws-deploy")).destroy();
    });
  },
);
