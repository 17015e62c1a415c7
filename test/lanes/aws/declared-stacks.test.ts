import { requireReal } from "../require-real";
import { readApplicationProfiles } from "./acme/read-access";
import { type DeclaredFolder, declaredFolder, type StackFile } from "./declared/declared-folder";
import { everyIdentity, FIRST, SECOND, STACKS_OF, samlMetadata } from "./declared/every-identity";
import { createOidcProvider, readIdentityProviders, readPolicyArns } from "./declared/identity-providers";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { type PolicyDocument, type ReadRole, readPermissionSets, readRoles } from "./local-aws/read-back";
import { differences, type RealTerraform, realTerraform, type TerraformPlan } from "./local-aws/real-terraform";
import {
  createCluster,
  createGroup,
  createPolicy,
  createRole,
  identityCenterOf,
  organizationOf,
} from "./local-aws/seed";
import { type LocalAws, startLocalAws } from "./local-aws/start-local-aws";

jest.setTimeout(300_000);

const CENTER_REGION = "eu-central-1";
const ALL_STACKS = [...STACKS_OF[FIRST], ...STACKS_OF[SECOND]];
const SYSTEM_PROFILES = [
  ["us.anthropic.claude-opus-4-8", "us-east-1", "us-west-2"],
  ["us.anthropic.claude-sonnet-5", "us-east-1", "us-west-2"],
  ["eu.anthropic.claude-opus-5-5", "eu-central-1", "eu-west-3"],
].map(([id = "", ...regions]) => ({ id, model: id.slice(3), regions }));
const BOUNDARY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["bedrock:*", "sts:*"], Resource: "*" }],
};
const LEGACY_TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "batch.amazonaws.com" }, Action: "sts:AssumeRole" }],
};
const LEGACY = `arn:aws:iam::${FIRST}:role/teams/legacy-batch`;

/** Text of a document in Terraform's JSON, which escapes what its templates would take for their own. */
const documentOf = (text: unknown): PolicyDocument =>
  JSON.parse(String(text).replaceAll("$${", "${").replaceAll("%%{", "%{")) as PolicyDocument;
const refers = (text: unknown): boolean => /(^|[^$])\$\{/.test(String(text));
const valuesOf = ({ resource = {} }: StackFile, type: string) => Object.entries(resource[type] ?? {});

const WHAT = "the local AWS with the real Terraform and AWS provider";
requireReal(WHAT, localAwsAbsence())("every kind of identity, declared and applied by the real AWS provider", () => {
  let localAws: LocalAws;
  let folder: DeclaredFolder;
  let declaration: string;
  let center: { readonly region: string; readonly instanceArn: string };
  const stacks = new Map<string, RealTerraform>();
  const groups = new Map<string, string>();

  const terraform = (stack: string): RealTerraform => {
    const found = stacks.get(stack);
    if (found === undefined) throw new Error(`${stack} was not applied`);
    return found;
  };
  /** Accounts beside each other, the stacks of one account one after the other. */
  const everywhere = async (work: (stack: string, account: string) => Promise<void>): Promise<void> => {
    const accounts = Object.entries(STACKS_OF).map(async ([account, names]) => {
      for (const name of names) await work(name, account);
    });
    await Promise.all(accounts);
  };

  beforeAll(async () => {
    localAws = await startLocalAws({ systemProfiles: SYSTEM_PROFILES });
    const { instanceArn, identityStoreId } = await identityCenterOf(localAws, CENTER_REGION);
    center = { region: CENTER_REGION, instanceArn };
    for (const displayName of ["claude-payments", "claude-platform"])
      groups.set(displayName, await createGroup(localAws, { region: CENTER_REGION, identityStoreId, displayName }));
    await createPolicy(localAws, { account: FIRST, name: "acme-boundary", path: "/limits/", document: BOUNDARY });
    await createRole(localAws, { account: FIRST, name: "legacy-batch", path: "/teams/", trust: LEGACY_TRUST });
    await createCluster(localAws, { account: FIRST, region: CENTER_REGION, name: "prod" });
    await createOidcProvider(localAws, SECOND, "https://gitlab.com");
    folder = declaredFolder();
    const organizationId = await organizationOf(localAws, FIRST);
    declaration = everyIdentity({ instanceArn, organizationId, paymentsGroupId: groups.get("claude-payments") ?? "" });
    folder.synthesise(declaration, { "acme-sso.xml": samlMetadata("login.acme.example") });
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
      found[name] = differences(await terraform(name).plan());
    });
    expect(found).toEqual(Object.fromEntries(ALL_STACKS.map((name) => [name, []])));
  });

  test("what was applied is every kind of resource, as often as it was declared", async () => {
    const counts: Record<string, number> = {};
    for (const name of ALL_STACKS)
      for (const { mode, type } of (await terraform(name).show()).values?.root_module.resources ?? [])
        if (mode === "managed") counts[type] = (counts[type] ?? 0) + 1;
    expect(counts).toEqual({
      aws_bedrock_inference_profile: 2,
      aws_eks_pod_identity_association: 1,
      aws_iam_instance_profile: 1,
      aws_iam_openid_connect_provider: 7,
      aws_iam_policy: 2,
      aws_iam_role: 22,
      aws_iam_role_policy: 38,
      aws_iam_saml_provider: 1,
      aws_ssoadmin_account_assignment: 3,
      aws_ssoadmin_customer_managed_policy_attachment: 2,
      aws_ssoadmin_permission_set: 3,
      aws_ssoadmin_permission_set_inline_policy: 3,
      aws_ssoadmin_permissions_boundary_attachment: 2,
    });
  });

  /** Roles of an account as the synthesised stacks have them; a document that refers to something new is left open. */
  const declaredRoles = (account: keyof typeof STACKS_OF): Record<string, object> => {
    const inline = (name: string): object[] =>
      STACKS_OF[account]
        .flatMap((stack) => {
          const file = folder.read(stack);
          const ofRole = new Set(
            valuesOf(file, "aws_iam_role").flatMap(([id, role]) => (role.name === name ? [id] : [])),
          );
          return valuesOf(file, "aws_iam_role_policy").filter(([, { role }]) => {
            const [, id = ""] = /^\$\{aws_iam_role\.(.+)\.name\}$/.exec(String(role)) ?? [];
            return role === name || ofRole.has(id);
          });
        })
        .map(([, policy]) => ({
          name: policy.name,
          document: refers(policy.policy) ? expect.anything() : documentOf(policy.policy),
        }));
    const roles = STACKS_OF[account].flatMap((stack) => valuesOf(folder.read(stack), "aws_iam_role"));
    return Object.fromEntries(
      roles.map(([, role]) => {
        const arn = `arn:aws:iam::${account}:role${role.path ?? "/"}${role.name}`;
        const boundary = { boundaryArn: role.permissions_boundary, boundary: BOUNDARY };
        return [
          arn,
          {
            ...{ arn, name: role.name, trust: documentOf(role.assume_role_policy), tags: role.tags },
            ...{ inline: inline(String(role.name)), attached: [] },
            ...(role.permissions_boundary === undefined ? {} : boundary),
          },
        ];
      }),
    );
  };
  const sortInline = (role: ReadRole): ReadRole => ({
    ...role,
    inline: [...role.inline].sort((a, b) => (a.name < b.name ? -1 : 1)),
  });
  const readByArn = async (account: string): Promise<Map<string, ReadRole>> =>
    new Map((await readRoles(localAws, account)).map((role) => [role.arn, sortInline(role)]));

  test("roles are read back as they were synthesised: whole trust, documents, boundary, tags", async () => {
    const first = await readByArn(FIRST);
    const legacy = first.get(LEGACY);
    first.delete(LEGACY);
    first.delete(`arn:aws:iam::${FIRST}:role/cluster-prod`);
    expect(Object.fromEntries(first)).toEqual(declaredRoles(FIRST));
    expect(Object.fromEntries(await readByArn(SECOND))).toEqual(declaredRoles(SECOND));
    const [pod] = [...first.values()].filter(({ name }) => name.endsWith("platform_workload_pod"));
    expect(legacy).toEqual({
      ...{ arn: LEGACY, name: "legacy-batch", trust: LEGACY_TRUST, tags: {}, attached: [] },
      // Under names of their own: another team's policy on the same role must not overwrite them.
      inline: pod?.inline.map(({ name, document }) => ({
        name: `claude_aws-eu_platform_workload_legacy${name === "claude-profiles" ? "_profiles" : ""}`,
        document,
      })),
    });
  });

  const NEXT_PROFILE = `arn:aws:bedrock:eu-central-1:${FIRST}:inference-profile/eu.anthropic.claude-opus-5-5`;
  const INVOKE = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];

  test("a model that was looked up at plan is granted through its profile, where AWS says that it runs", async () => {
    const [role] = (await readRoles(localAws, FIRST)).filter(({ name }) => name.endsWith("platform_workload_pod"));
    const document = role?.inline.find(({ name }) => name === "claude-profiles")?.document;
    expect(document).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: expect.any(String), Effect: "Allow", Action: expect.any(Array), Resource: [NEXT_PROFILE] },
        {
          Sid: expect.any(String),
          Effect: "Allow",
          Action: INVOKE,
          Resource: ["eu-central-1", "eu-west-3"].map(
            (region) => `arn:aws:bedrock:${region}::foundation-model/anthropic.claude-opus-5-5`,
          ),
          Condition: { StringEquals: { "bedrock:InferenceProfileArn": NEXT_PROFILE } },
        },
      ],
    });
  });

  test("a team with application profiles is granted what the apply made, and nothing of the system's own", async () => {
    const profiles = await readApplicationProfiles(localAws, { account: SECOND, region: "us-east-1" });
    expect(Object.keys(profiles).sort()).toEqual([
      "claude_aws-us_payments_claude-opus-4-8",
      "claude_aws-us_payments_claude-sonnet-5",
    ]);
    const roles = await readRoles(localAws, SECOND);
    const granted = roles
      .filter(({ name }) => name.startsWith("claude_aws-us_"))
      .map(({ inline }) => {
        const document = inline.find(({ name }) => name === "claude-profiles")?.document;
        return [...new Set(JSON.stringify(document).match(/arn:aws:bedrock:[^"]*inference-profile\/[^"]*/g))].sort();
      });
    expect(granted).toEqual([Object.values(profiles).sort(), Object.values(profiles).sort()]);
  });

  test("permission sets of both accounts live in one Identity Center and are read back whole", async () => {
    const documentOfSet = (stack: string, id: string): PolicyDocument =>
      documentOf(folder.read(stack).resource?.aws_ssoadmin_permission_set_inline_policy?.[id]?.inline_policy);
    const boundary = { CustomerManagedPolicyReference: { Name: "acme-boundary", Path: "/limits/" } };
    const arn = expect.stringMatching(/^arn:aws:sso:::/);
    const tags = (team: string) => ({ "claude-access:team": team, "claude-access:identity": "people" });
    const platformTags = { "cost-center": "4711", "acme:owner": "platform team" };
    const assignedTo = (group: string, account: string) => [{ account, groupId: groups.get(group) }];
    expect(await readPermissionSets(localAws, { ...center, accounts: [FIRST, SECOND] })).toEqual([
      {
        ...{ arn, name: "claude_aws-eu_payments", sessionDuration: "PT4H", boundary },
        inline: documentOfSet("aws-eu", "payments_people"),
        tags: { ...tags("payments"), ...platformTags },
        assignments: assignedTo("claude-payments", FIRST),
      },
      {
        ...{ arn, name: "claude_aws-eu_platform", sessionDuration: "PT2H", boundary },
        inline: documentOfSet("aws-eu", "platform_people"),
        tags: { ...tags("platform"), ...platformTags },
        assignments: assignedTo("claude-platform", FIRST),
      },
      {
        ...{ arn, name: "claude_aws-us_payments", sessionDuration: "PT4H", boundary: undefined },
        inline: documentOfSet("aws-us", "payments_people"),
        tags: tags("payments"),
        assignments: assignedTo("claude-payments", SECOND),
      },
    ]);
  });

  test("an account trusts each issuer once, whichever teams and regions share it; what existed is left alone", async () => {
    const oidc = (account: string, issuer: string, audience: string, tags = {}) => ({
      [`arn:aws:iam::${account}:oidc-provider/${issuer}`]: { audiences: [audience], tags },
    });
    const tags = { "cost-center": "4711", "acme:owner": "platform team" };
    const GITHUB = "token.actions.githubusercontent.com";
    expect(await readIdentityProviders(localAws, FIRST)).toEqual({
      ...oidc(FIRST, GITHUB, "sts.amazonaws.com", tags),
      ...oidc(FIRST, "github.acme.example/_services/token", "sts.amazonaws.com", tags),
      ...oidc(FIRST, "gitlab.com", "https://gitlab.com", tags),
      ...oidc(FIRST, "ci.acme.example", "claude", tags),
      ...oidc(FIRST, "login.acme.example/realms/staff", "claude-on-aws", tags),
      ...oidc(
        FIRST,
        "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
        "sts.amazonaws.com",
        tags,
      ),
    });
    expect(await readIdentityProviders(localAws, SECOND)).toEqual({
      ...oidc(SECOND, GITHUB, "sts.amazonaws.com"),
      ...oidc(SECOND, "gitlab.com", "https://gitlab.com"),
      [`arn:aws:iam::${SECOND}:saml-provider/acme-sso`]: { metadata: samlMetadata("login.acme.example"), tags: {} },
    });
  });

  /** What a plan does: what moves, and what changes in which way. */
  const effects = (plan: TerraformPlan) => {
    const changes = (plan.resource_changes ?? []) as readonly (NonNullable<
      TerraformPlan["resource_changes"]
    >[number] & { readonly previous_address?: string })[];
    return {
      moved: changes.filter(({ previous_address: before }) => before !== undefined).length,
      elsewhere: changes.flatMap(({ address, previous_address: before = address }) =>
        before.replace(".payments_", ".cards_") === address ? [] : [`${before} -> ${address}`],
      ),
      changed: differences(plan)
        .filter((line) => !line.includes(" output."))
        .sort(),
    };
  };

  test("a rename with formerly moves everything, changes in place what shows the name, and settles", async () => {
    folder.synthesise(declaration.replace("\n  payments:\n", "\n  cards:\n    formerly: payments\n"));
    const plans: Record<string, unknown> = {};
    await everywhere(async (name, account) => {
      const stack = realTerraform({ directory: folder.stackFolder(name), localAws, account });
      stacks.set(name, stack);
      if (name !== "aws-eu" && name !== "aws-us") return;
      plans[name] = effects(await stack.plan());
      await stack.run("apply", "-input=false", "-no-color", "local.tfplan");
      expect(differences(await stack.plan())).toEqual([]);
    });
    const roles = ["update aws_iam_role.cards_ci_deploy", "update aws_iam_role.cards_ci_nightly"];
    const set = "update aws_ssoadmin_permission_set.cards_people";
    expect(plans).toEqual({
      "aws-eu": { moved: 8, elsewhere: [], changed: [...roles, set] },
      "aws-us": {
        moved: 13,
        elsewhere: [],
        changed: [
          "update aws_bedrock_inference_profile.cards_claude-opus-4-8",
          "update aws_bedrock_inference_profile.cards_claude-sonnet-5",
          "update aws_iam_policy.cards_people_profiles",
          ...roles,
          set,
        ],
      },
    });
    const [renamed] = (await readRoles(localAws, SECOND)).filter(({ name }) => name.includes("_ci_deploy"));
    expect([renamed?.name, renamed?.tags["claude-access:team"]]).toEqual(["claude_aws-us_payments_ci_deploy", "cards"]);
  });

  test("everything is destroyed again, and what existed before is as it was", async () => {
    await Promise.all(
      Object.values(STACKS_OF).map(async (names) => {
        for (const name of [...names].reverse()) await terraform(name).destroy();
      }),
    );
    const states = await Promise.all(ALL_STACKS.map((name) => terraform(name).show()));
    expect(states.map(({ values }) => values)).toEqual(ALL_STACKS.map(() => undefined));
    const first = await readRoles(localAws, FIRST);
    expect(first.map(({ name, inline }) => [name, inline.length])).toEqual([
      ["cluster-prod", 0],
      ["legacy-batch", 0],
    ]);
    expect(await readRoles(localAws, SECOND)).toEqual([]);
    expect(await readPolicyArns(localAws, FIRST)).toEqual([`arn:aws:iam::${FIRST}:policy/limits/acme-boundary`]);
    expect(await readPolicyArns(localAws, SECOND)).toEqual([]);
    expect(await readIdentityProviders(localAws, FIRST)).toEqual({});
    expect(Object.keys(await readIdentityProviders(localAws, SECOND))).toEqual([
      `arn:aws:iam::${SECOND}:oidc-provider/gitlab.com`,
    ]);
    expect(await readPermissionSets(localAws, { ...center, accounts: [FIRST, SECOND] })).toEqual([]);
    expect(await readApplicationProfiles(localAws, { account: SECOND, region: "us-east-1" })).toEqual({});
  });
});
