import { requireReal } from "../require-real";
import { type DeclaredFolder, declaredFolder } from "./declared/declared-folder";
import { explainedPolicies } from "./declared/explained-policies";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { differences, type RealTerraform, realTerraform } from "./local-aws/real-terraform";
import { createCluster, createRole } from "./local-aws/seed";
import { type LocalAws, startLocalAws } from "./local-aws/start-local-aws";

jest.setTimeout(300_000);

const ACCOUNT = "111122223333";
const STACK = "aws-deploy";
const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "sts:AssumeRole" }],
};

/** A declaration that is deployed as a role. */
const deployedAs = (role: string): string => `organization: acme
models: { everyday: { sonnet: claude-sonnet-5 } }
providers:
  ${STACK}:
    route: bedrock
    account: "${ACCOUNT}"
    region: eu-central-1
    geography: eu
    deploy: { assumeRole: "arn:aws:iam::${ACCOUNT}:role/${role}" }
teams:
  payments:
    uses: ${STACK}
    models: everyday
    ci: { deploy: { github: { repository: acme/payments, ownerId: 1, repositoryId: 2, branch: main } } }
    workloads: { pod: { eks: { cluster: prod, namespace: payments, serviceAccount: claude } } }
`;

// Left out, since ministack asks about another resource than AWS documents: instance profiles, OIDC and SAML providers.

requireReal("the local AWS with the real Terraform and AWS provider", localAwsAbsence())(
  "the deployer of a stack",
  () => {
    let localAws: LocalAws;
    let folder: DeclaredFolder;
    beforeAll(async () => {
      folder = declaredFolder();
      localAws = await startLocalAws();
      await createCluster(localAws, { account: ACCOUNT, region: "eu-central-1", name: "prod" });
    });
    afterAll(async () => {
      await localAws?.stop();
      folder?.remove();
    });

    const as = async (role: string): Promise<RealTerraform> => {
      folder.synthesise(deployedAs(role));
      const terraform = realTerraform({ directory: folder.stackFolder(STACK), localAws, account: ACCOUNT });
      await terraform.init();
      return terraform;
    };

    test("the deployer's printed policies suffice for plan and for apply, and plan's for no apply", async () => {
      folder.synthesise(deployedAs("deployer-plan"));
      const policies = explainedPolicies(folder.file)[STACK];
      await createRole(localAws, { account: ACCOUNT, name: "deployer-plan", trust: TRUST, policy: policies?.plan });
      await createRole(localAws, { account: ACCOUNT, name: "deployer-apply", trust: TRUST, policy: policies?.apply });

      const planner = await as("deployer-plan");
      expect(differences(await planner.plan()).length).toBeGreaterThan(4);
      await expect(planner.apply()).rejects.toThrow(/AccessDenied|not authorized/);
      const deployer = await as("deployer-apply");
      await deployer.apply();
      expect(differences(await deployer.plan())).toEqual([]);
      expect(differences(await (await as("deployer-plan")).plan())).toEqual([]);
      await (await as("deployer-apply")).destroy();
    });
  },
);
