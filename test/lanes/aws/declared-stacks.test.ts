import { evaluateTrust } from "../../../authorization/aws/evaluate-trust";
import { parsePolicyDocument } from "../../../authorization/aws/policy-document";
import { requireReal } from "../require-real";
import { type Kinds, STACKS, startKinds } from "./kinds/apply-every-identity";
import { HOME, OTHER } from "./kinds/every-identity";
import { type Claims, wrongTokens } from "./kinds/wrong-tokens";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { type ReadRole, readPermissionSets, readRoles } from "./local-aws/read-back";
import { differences } from "./local-aws/real-terraform";
import { createRole, identityCenterOf } from "./local-aws/seed";
import { assumeRole, exchangeWebIdentity, unsignedToken } from "./local-aws/sign-in";

jest.setTimeout(600_000);

const GITHUB = { iss: "https://token.actions.githubusercontent.com", aud: "sts.amazonaws.com" };
const PAYMENTS = "repo:acme@9919/payments@71234567";

/** The one token that each role lets in, written down from the declaration by hand. */
const RIGHT: Readonly<Record<string, Claims>> = {
  payments_ci_environment: { ...GITHUB, sub: `${PAYMENTS}:environment:production` },
  payments_ci_branch: { ...GITHUB, sub: "repo:acme/payments:ref:refs/heads/main" },
  payments_ci_tag: { ...GITHUB, sub: `${PAYMENTS}:ref:refs/tags/v1` },
  payments_ci_custom: { ...GITHUB, sub: "repository_id:71234567:environment:production" },
  payments_ci_workflow: {
    ...GITHUB,
    sub: `${PAYMENTS}:ref:refs/heads/main:job_workflow_ref:acme/ci/.github/workflows/claude.yml@refs/heads/main`,
  },
  payments_ci_gitlab: {
    iss: "https://gitlab.com",
    aud: "https://gitlab.com",
    sub: "project_path:acme/payments:ref_type:branch:ref:main",
  },
  payments_ci_other: { iss: "https://ci.acme.example", aud: "aws", sub: "pipeline-1" },
  platform_workload_irsa: {
    iss: "https://oidc.eks.eu-central-1.amazonaws.com/id/A1B2",
    aud: "sts.amazonaws.com",
    sub: "system:serviceaccount:payments:claude",
  },
};

requireReal("the local AWS with the real Terraform and AWS provider", localAwsAbsence())(
  "every kind of identity",
  () => {
    let kinds: Kinds;
    let roles: Map<string, ReadRole>;

    beforeAll(async () => {
      kinds = await startKinds();
      for (const stack of Object.keys(STACKS)) {
        const terraform = kinds.terraform(stack);
        await terraform.init();
        await terraform.apply();
      }
      const read = [...(await readRoles(kinds.localAws, HOME)), ...(await readRoles(kinds.localAws, OTHER))];
      roles = new Map(read.map((role) => [role.arn, role]));
    });
    afterAll(() => kinds?.stop());

    const roleOf = (name: string, entry = "aws-eu", account = HOME): ReadRole => {
      const role = roles.get(`arn:aws:iam::${account}:role/claude_${entry}_${name}`);
      if (role === undefined) throw new Error(`${name} at ${entry} was not applied`);
      return role;
    };

    test.each(Object.keys(STACKS))("a second plan of %s finds nothing to do", async (stack) => {
      expect(differences(await kinds.terraform(stack).plan())).toEqual([]);
    });

    test("the names in AWS are the declared ones: two regions, two accounts and one team in three entries share none", () => {
      const ci = ["branch", "custom", "environment", "gitlab", "other", "tag", "workflow"];
      const pipelines = (entry: string) => ci.map((name) => `claude_${entry}_payments_ci_${name}`);
      const workloads = ["function", "irsa", "machine", "partner", "pod", "sibling", "task"];
      const own = [...roles.values()].filter(({ name }) => name.startsWith("claude_")).map(({ name }) => name);
      expect(own.sort()).toEqual(
        [
          ...pipelines("aws-eu"),
          ...pipelines("aws-ireland"),
          ...pipelines("aws-us"),
          ...workloads.map((name) => `claude_aws-eu_platform_workload_${name}`),
          "claude_aws-okta_cards_people",
          "claude_aws-saml_audit_people",
        ].sort(),
      );
    });

    test("what AWS holds is what was synthesised: trust, policy, boundary", () => {
      const { aws_iam_role = {}, aws_iam_role_policy = {} } = kinds.json("aws-eu").resource;
      expect(Object.keys(aws_iam_role).length).toBe(14);
      for (const [address, declared] of Object.entries(aws_iam_role)) {
        const role = roleOf(address);
        expect(role.trust).toEqual(JSON.parse(String(declared.assume_role_policy)));
        expect(role.boundaryArn).toBe(`arn:aws:iam::${HOME}:policy/acme-boundary`);
        const policy = JSON.parse(String(aws_iam_role_policy[address]?.policy)) as object;
        expect(role.inline).toEqual([{ name: "claude-models", document: policy }]);
        expect(role.attached).toEqual([]);
      }
    });

    test("a role that exists keeps its trust and gets the policy", () => {
      const builder = roles.get(`arn:aws:iam::${HOME}:role/builder`);
      expect(builder?.inline.map(({ name }) => name)).toEqual(["claude-models"]);
      expect(JSON.stringify(builder?.trust)).toContain("ec2.amazonaws.com");
    });

    test("destinations that only AWS knows are read at plan time, and named exactly", () => {
      const [, profiles] = roleOf("cards_people", "aws-okta").inline;
      expect(JSON.stringify(profiles?.document)).toContain(
        '"Resource":["arn:aws:bedrock:eu-north-1::foundation-model/anthropic.claude-opus-5-5","arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-opus-5-5"]',
      );
    });

    test("people of one group have a permission set an entry, assigned to the account of that entry", async () => {
      const { instanceArn } = await identityCenterOf(kinds.localAws, "eu-central-1");
      const center = { region: "eu-central-1", instanceArn, accounts: [HOME, OTHER] };
      const sets = await readPermissionSets(kinds.localAws, center);
      expect(sets.map(({ name, assignments }) => [name, assignments.map(({ account }) => account)])).toEqual([
        ["claude_aws-eu_payments", [HOME]],
        ["claude_aws-ireland_payments", [HOME]],
        ["claude_aws-us_payments", [OTHER]],
      ]);
    });

    test("of more than 500 tokens each role lets in its own and no other, says our evaluator", () => {
      let asked = 0;
      const wrong: string[] = [];
      for (const [name, right] of Object.entries(RIGHT)) {
        const role = roleOf(name);
        const parsed = parsePolicyDocument(role.trust);
        if (!("document" in parsed)) throw new Error(`the trust of ${name} cannot be read`);
        const others = Object.entries(RIGHT).filter(([other]) => other !== name);
        const tokens = [
          ["its own", right, true] as const,
          ...others.map(([other, claims]) => [other, claims, false] as const),
        ];
        for (const [what, claims, expected] of [
          ...tokens,
          ...wrongTokens(right).map(([w, c]) => [w, c, false] as const),
        ]) {
          const principal = { kind: "webIdentity", issuer: String(claims.iss), claims } as const;
          const { decision } = evaluateTrust({ trust: parsed.document, principal, roleArn: role.arn });
          asked += 1;
          if ((decision === "allowed") !== expected) wrong.push(`${name}: ${what} was ${decision}`);
        }
      }
      expect({ wrong, enough: asked >= 500 }).toEqual({ wrong: [], enough: true });
      process.stderr.write(`tokens put to our evaluator: ${asked}\n`);
    });

    test("the same tokens, put to the emulator's STS, get credentials of just their own role", async () => {
      let asked = 0;
      const wrong: string[] = [];
      const ask = async (name: string, what: string, claims: Claims, expected: boolean) => {
        const answer = await exchangeWebIdentity(kinds.localAws, {
          roleArn: roleOf(name).arn,
          token: unsignedToken(claims),
        }).catch((error: Error) => ({ refused: error.message }));
        asked += 1;
        if ("granted" in answer !== expected)
          wrong.push(`${name}: ${what} was ${JSON.stringify(answer).slice(0, 200)}`);
      };
      for (const [name, right] of Object.entries(RIGHT)) {
        await ask(name, "its own", right, true);
        for (const [other, claims] of Object.entries(RIGHT)) if (other !== name) await ask(name, other, claims, false);
        for (const [what, claims] of wrongTokens(right)) await ask(name, what, claims, false);
      }
      expect({ wrong, enough: asked >= 500 }).toEqual({ wrong: [], enough: true });
      process.stderr.write(`tokens put to ministack: ${asked}\n`);
    });

    test("another account's root needs the external id", async () => {
      const roleArn = roleOf("platform_workload_partner").arn;
      const ask = async (caller: string, externalId?: string) =>
        "granted" in (await assumeRole(kinds.localAws, { roleArn, caller, externalId }));
      expect(await ask(OTHER, "acme-7")).toBe(true);
      expect(await ask(OTHER, "acme-8")).toBe(false);
      expect(await ask(OTHER)).toBe(false);
      expect(await ask("999999999999", "acme-7")).toBe(false);
    });

    test("a rename with formerly moves every resource, and replaces none", async () => {
      kinds.synth(kinds.declaration.replace("  payments:\n", "  billing:\n    formerly: payments\n"));
      for (const stack of ["aws-eu", "aws-ireland", "aws-us"]) {
        const plan = await kinds.terraform(stack).plan();
        const changed = differences(plan).filter((line) => !line.includes("output."));
        expect(changed.length).toBeGreaterThan(5);
        expect(changed.filter((line) => !line.startsWith("update "))).toEqual([]);
      }
      kinds.synth(kinds.declaration);
    });

    test("a destroy of everything leaves nothing of ours", async () => {
      for (const stack of Object.keys(STACKS).reverse()) await kinds.terraform(stack).destroy();
      const left = [...(await readRoles(kinds.localAws, HOME)), ...(await readRoles(kinds.localAws, OTHER))];
      expect(left.filter(({ name }) => name.startsWith("claude_"))).toEqual([]);
      expect(left.find(({ name }) => name === "builder")?.inline).toEqual([]);
    });

    test("the deployer's printed policies suffice for plan and for apply, and plan's for no apply", async () => {
      const { explainedPolicies } = await import("./kinds/explained-policies");
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
    workloads: { machine: { ec2: {} }, pod: { eks: { cluster: prod, namespace: payments, serviceAccount: claude } } }
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
      await createRole(kinds.localAws, {
        account: HOME,
        name: "deployer-shared",
        trust,
        policy: policies[`shared-${HOME}`]?.apply,
      });
      const as = async (role: string, stack: string) => {
        kinds.synth(declare(role));
        const terraform = kinds.terraform(stack);
        await terraform.init();
        return terraform;
      };
      await (await as("deployer-shared", `shared-${HOME}`)).apply();
      const planner = await as("deployer-plan", "aws-deploy");
      expect(differences(await planner.plan()).length).toBeGreaterThan(4);
      await expect(planner.apply()).rejects.toThrow(/AccessDenied|not authorized/);
      const deployer = await as("deployer-apply", "aws-deploy");
      await deployer.apply();
      expect(differences(await deployer.plan())).toEqual([]);
      expect(differences(await (await as("deployer-plan", "aws-deploy")).plan())).toEqual([]);
      await (await as("deployer-apply", "aws-deploy")).destroy();
      await (await as("deployer-shared", `shared-${HOME}`)).destroy();
    });
  },
);
