import { EVERY_AWS_DOOR } from "../../helpers/every-aws-door";
import { requireReal } from "../require-real";
import { type DeclaredFolder, declaredFolder } from "./declared/declared-folder";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { readPermissionSets, readRoles } from "./local-aws/read-back";
import { differences, type RealTerraform, realTerraform } from "./local-aws/real-terraform";
import { createCluster, createGroup, createPolicy, createRole, identityCenterOf } from "./local-aws/seed";
import { type LocalAws, startLocalAws } from "./local-aws/start-local-aws";

jest.setTimeout(300_000);

const ACCOUNT = "111122223333";
const OTHER = "444455556666";
const CENTER_REGION = "eu-central-1";
/** Stacks by account, in the order in which they are applied. */
const STACKS_OF = {
  [ACCOUNT]: [`shared-${ACCOUNT}`, "platform", "platform-two", "mantle"],
  [OTHER]: [`shared-${OTHER}`, "beside"],
} as const;
const NAMES = Object.values(STACKS_OF).flat();
const BOUNDARY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["aws-external-anthropic:*"], Resource: "*" }],
};
const LEGACY_TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "batch.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

const allowed = (Sid: string, Action: readonly string[], Resource: string, models?: readonly string[]) => ({
  Version: "2012-10-17",
  Statement: [
    {
      ...{ Sid, Effect: "Allow", Action, Resource: [Resource] },
      ...(models === undefined ? {} : { Condition: { StringEquals: { "bedrock-mantle:Model": models } } }),
    },
  ],
});
const onWorkspace = (id: string) =>
  allowed(
    "CallDeclaredWorkspace",
    ["aws-external-anthropic:CreateInference", "aws-external-anthropic:CountTokens"],
    `arn:aws:aws-external-anthropic:us-east-1:${ACCOUNT}:workspace/${id}`,
  );
const onMantle = (...models: string[]) =>
  allowed(
    "CallDeclaredModelsOnMantle",
    ["bedrock-mantle:CreateInference", "bedrock-mantle:CountTokens"],
    `arn:aws:bedrock-mantle:eu-central-1:${ACCOUNT}:project/*`,
    models,
  );
const EVERYDAY = onMantle("anthropic.claude-opus-4-8", "anthropic.claude-sonnet-5", "anthropic.claude-haiku-4-5");

const WHAT = "the local AWS with the real Terraform and AWS provider";
requireReal(WHAT, localAwsAbsence())(
  "Claude Platform on AWS and Bedrock Mantle, applied by the real AWS provider",
  () => {
    let localAws: LocalAws;
    let folder: DeclaredFolder;
    let instanceArn: string;
    const stacks = new Map<string, RealTerraform>();

    /** Accounts beside each other, the stacks of one account one after the other. */
    const everywhere = async (
      work: (stack: string, account: string) => Promise<unknown>,
      inOrder = (names: readonly string[]): readonly string[] => names,
    ): Promise<void> => {
      const accounts = Object.entries(STACKS_OF).map(async ([account, names]) => {
        for (const name of inOrder(names)) await work(name, account);
      });
      await Promise.all(accounts);
    };

    beforeAll(async () => {
      localAws = await startLocalAws();
      const center = await identityCenterOf(localAws, CENTER_REGION);
      instanceArn = center.instanceArn;
      for (const displayName of ["claude-payments", "claude-support"])
        await createGroup(localAws, { region: CENTER_REGION, identityStoreId: center.identityStoreId, displayName });
      await createPolicy(localAws, { account: ACCOUNT, name: "acme-boundary", path: "/", document: BOUNDARY });
      await createRole(localAws, { account: ACCOUNT, name: "old", path: "/", trust: LEGACY_TRUST });
      await createCluster(localAws, { account: ACCOUNT, region: "us-east-1", name: "prod-us" });
      await createCluster(localAws, { account: ACCOUNT, region: "eu-central-1", name: "prod" });
      folder = declaredFolder();
      folder.synthesise(EVERY_AWS_DOOR);
      await everywhere(async (name, account) => {
        const stack = realTerraform({ directory: folder.stackFolder(name), localAws, account });
        await stack.init();
        await stack.apply();
        stacks.set(name, stack);
      });
    });
    afterAll(async () => {
      await localAws?.stop();
      folder?.remove();
    });

    test("every stack is planned again without a difference", async () => {
      const found: Record<string, readonly string[]> = {};
      await everywhere(async (name) => {
        found[name] = differences((await stacks.get(name)?.plan()) ?? {});
      });
      expect(found).toEqual(Object.fromEntries(NAMES.map((name) => [name, []])));
    });

    test("what was applied is every kind of resource, as often as it was declared", async () => {
      const counts: Record<string, number> = {};
      for (const stack of stacks.values())
        for (const { mode, type } of (await stack.show()).values?.root_module.resources ?? [])
          if (mode === "managed") counts[type] = (counts[type] ?? 0) + 1;
      expect(counts).toEqual({
        aws_eks_pod_identity_association: 2,
        aws_iam_openid_connect_provider: 4,
        aws_iam_role: 9,
        aws_iam_role_policy: 10,
        aws_ssoadmin_account_assignment: 2,
        aws_ssoadmin_permission_set: 2,
        aws_ssoadmin_permission_set_inline_policy: 2,
        aws_ssoadmin_permissions_boundary_attachment: 1,
      });
    });

    test("roles hold one document each, just as it was declared", async () => {
      const roles = [...(await readRoles(localAws, ACCOUNT)), ...(await readRoles(localAws, OTHER))];
      const inline = roles.filter(({ name }) => !name.startsWith("cluster-")).map((role) => [role.name, role.inline]);
      const own = (document: object) => [{ name: "claude-models", document }];
      const first = onWorkspace("wrkspc_01AbCdEfGh");
      const beside = inline.find(([name]) => name === "claude_beside_cards_ci_deploy")?.[1];
      expect(Object.fromEntries(inline)).toEqual({
        claude_beside_cards_ci_deploy: beside,
        claude_mantle_support_ci_deploy: own(EVERYDAY),
        claude_mantle_support_workload_function: own(EVERYDAY),
        claude_mantle_support_workload_pod: own(EVERYDAY),
        claude_mantle_toolbox_ci_nightly: own(onMantle("anthropic.claude-haiku-4-5", "anthropic.claude-sonnet-5")),
        "claude_platform-two_research_people": own(onWorkspace("wrkspc_02AbCdEfGh")),
        claude_platform_payments_ci_deploy: own(first),
        claude_platform_payments_workload_function: own(first),
        claude_platform_payments_workload_pod: own(first),
        old: [{ name: "claude_platform_payments_workload_old", document: first }],
      });
      expect(JSON.stringify(beside).match(/"Sid":"\w+"/g)).toEqual(
        [
          "CallDeclaredModelsOnMantle",
          "CallDeclaredProfiles",
          "InvokeClaudeSonnet46ThroughProfile",
          "CountTokensForContextCommand",
          "ListProfilesAtClientStart",
        ].map((sid) => `"Sid":"${sid}"`),
      );
    });

    test("permission sets of both doors are read back whole", async () => {
      const sets = await readPermissionSets(localAws, {
        region: CENTER_REGION,
        instanceArn,
        accounts: [ACCOUNT, OTHER],
      });
      expect(sets.map(({ name, inline, boundary }) => ({ name, inline, boundary }))).toEqual([
        { name: "claude_mantle_support", inline: EVERYDAY, boundary: undefined },
        {
          name: "claude_platform_payments",
          inline: onWorkspace("wrkspc_01AbCdEfGh"),
          boundary: { CustomerManagedPolicyReference: { Name: "acme-boundary", Path: "/" } },
        },
      ]);
    });

    test("a destroy leaves nothing of it, and what was there before", async () => {
      await everywhere(
        async (name) => stacks.get(name)?.destroy(),
        (names) => [...names].reverse(),
      );
      const roles = [...(await readRoles(localAws, ACCOUNT)), ...(await readRoles(localAws, OTHER))];
      expect(roles.map(({ name, inline }) => [name, inline])).toEqual([
        ["cluster-prod", []],
        ["cluster-prod-us", []],
        ["old", []],
      ]);
      expect(
        await readPermissionSets(localAws, { region: CENTER_REGION, instanceArn, accounts: [ACCOUNT, OTHER] }),
      ).toEqual([]);
    });
  },
);
