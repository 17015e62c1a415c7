import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireReal } from "../require-real";
import { ACCOUNT, everyKind, REGION, SYSTEM_PROFILE } from "./local-aws/every-kind";
import { localAwsAbsence } from "./local-aws/local-aws-absence";
import { type PolicyDocument, readPermissionSets, readRoles } from "./local-aws/read-back";
import { differences, type RealTerraform, realTerraform } from "./local-aws/real-terraform";
import { createCluster, createGroup, createRole, identityCenterOf, organizationOf } from "./local-aws/seed";
import {
  type AssumeRoleRequest,
  assumeRole,
  exchangeWebIdentity,
  type SignIn,
  unsignedToken,
} from "./local-aws/sign-in";
import { type LocalAws, startLocalAws } from "./local-aws/start-local-aws";

jest.setTimeout(180_000);
const OTHER_ACCOUNT = "999988887777";
const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const document = (...statements: readonly Readonly<Record<string, unknown>>[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});
const trustOfOwnAccount = (condition: Readonly<Record<string, unknown>> = {}): PolicyDocument =>
  document({
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    Action: "sts:AssumeRole",
    Condition: condition,
  });
const outcome = (signIn: SignIn): string => ("granted" in signIn ? "granted" : "refused");

const WHAT = "the local AWS with the real Terraform and AWS provider";
requireReal(WHAT, localAwsAbsence())("the real AWS provider on the local AWS", () => {
  let localAws: LocalAws;
  let directory: string;
  let terraform: RealTerraform;
  let center: { readonly instanceArn: string; readonly identityStoreId: string };
  let groupId: string;

  beforeAll(async () => {
    localAws = await startLocalAws({ systemProfiles: [SYSTEM_PROFILE] });
    center = await identityCenterOf(localAws, REGION);
    const { identityStoreId } = center;
    groupId = await createGroup(localAws, { region: REGION, identityStoreId, displayName: "claude-payments" });
    await createCluster(localAws, { account: ACCOUNT, region: REGION, name: "prod" });
    const seeded = { account: ACCOUNT, trust: trustOfOwnAccount() };
    const deployer = trustOfOwnAccount({ StringEquals: { "sts:ExternalId": "deploy" } });
    const everything = document({ Effect: "Allow", Action: "*", Resource: "*" });
    await createRole(localAws, { account: ACCOUNT, name: "deployer", trust: deployer, policy: everything });
    const assuming = document({ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" });
    await createRole(localAws, { ...seeded, name: "caller", policy: assuming });
    await createRole(localAws, { ...seeded, name: "mute" });
    directory = mkdtempSync(join(tmpdir(), "every-kind-"));
    const stack = everyKind(await organizationOf(localAws, ACCOUNT));
    writeFileSync(join(directory, "cdk.tf.json"), JSON.stringify(stack));
    terraform = realTerraform({ directory, localAws, account: ACCOUNT });
    await terraform.init();
    await terraform.apply();
  });

  afterAll(async () => {
    await localAws?.stop();
    if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  });

  test("every kind of resource is applied by an assumed deployer, and planned again without a difference", async () => {
    expect(differences(await terraform.plan())).toEqual([]);
    const kinds = (await terraform.show()).values?.root_module.resources?.map(({ type }) => type);
    expect([...new Set(kinds)].sort()).toEqual([
      "aws_bedrock_inference_profile",
      "aws_eks_pod_identity_association",
      "aws_iam_instance_profile",
      "aws_iam_openid_connect_provider",
      "aws_iam_policy",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_iam_role_policy_attachment",
      "aws_iam_saml_provider",
      "aws_identitystore_group",
      "aws_secretsmanager_secret",
      "aws_ssoadmin_account_assignment",
      "aws_ssoadmin_instances",
      "aws_ssoadmin_permission_set",
      "aws_ssoadmin_permission_set_inline_policy",
      "aws_ssoadmin_permissions_boundary_attachment",
    ]);
  });

  test("outputs tell what the inference profiles of the shim hold", async () => {
    const { models, profile } = (await terraform.show()).values?.outputs ?? {};
    expect(models?.value).toEqual(
      SYSTEM_PROFILE.regions.map((region) => `arn:aws:bedrock:${region}::foundation-model/${SYSTEM_PROFILE.model}`),
    );
    expect(profile?.value).toMatch(
      /^arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile\/[0-9a-f]{12}$/,
    );
  });

  const INVOKE = document({
    Sid: "InvokeDeclaredModels",
    Effect: "Allow",
    Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
    Resource: `arn:aws:bedrock:*::foundation-model/${SYSTEM_PROFILE.model}`,
  });

  test("roles are read back whole", async () => {
    const whole = (await readRoles(localAws, ACCOUNT)).find(({ name }) => name === "whole");
    const [invoke, boundary] = ["policy/invoke", "policy/claude/boundary"].map(
      (end) => `arn:aws:iam::${ACCOUNT}:${end}`,
    );
    expect(whole).toEqual({
      arn: roleArn("claude/payments/whole"),
      name: "whole",
      trust: document({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: ["sts:AssumeRole"] }),
      inline: [{ name: "invoke", document: INVOKE }],
      attached: [{ name: invoke, document: INVOKE }],
      boundaryArn: boundary,
      boundary: document({ Effect: "Allow", Action: "bedrock:*", Resource: "*" }),
      tags: { team: "payments", "cost-center": "4711" },
    });
  });

  test("permission sets are read back whole", async () => {
    const { instanceArn } = center;
    const [set, ...others] = await readPermissionSets(localAws, { region: REGION, instanceArn, accounts: [ACCOUNT] });
    expect(others).toEqual([]);
    expect(set).toEqual({
      arn: expect.stringMatching(/^arn:aws:sso:::instance\//),
      name: "claude-payments",
      sessionDuration: "PT4H",
      inline: INVOKE,
      boundary: { CustomerManagedPolicyReference: { Name: "boundary", Path: "/claude/" } },
      tags: { team: "payments", "cost-center": "4711" },
      assignments: [{ account: ACCOUNT, groupId }],
    });
  });

  const GITHUB = "https://token.actions.githubusercontent.com";
  const good = { iss: GITHUB, aud: "sts.amazonaws.com", sub: "repo:acme/payments:environment:production" };
  test.each([
    ["the declared audience and subject", "exact", good, "granted"],
    ["another audience", "exact", { ...good, aud: "https://github.com/acme" }, "refused"],
    ["another subject", "exact", { ...good, sub: "repo:acme/payments:pull_request" }, "refused"],
    ["a subject in other letters", "exact", { ...good, sub: "repo:Acme/payments:environment:production" }, "refused"],
    ["another issuer", "exact", { ...good, iss: "https://gitlab.com" }, "refused"],
    ["a look-alike issuer", "exact", { ...good, iss: `${GITHUB}.example.com` }, "refused"],
    ["no subject", "exact", { iss: good.iss, aud: good.aud }, "refused"],
    ["no audience", "exact", { iss: good.iss, sub: good.sub }, "refused"],
    ["a role that does not exist", "absent", good, "refused"],
    ["a name-only pattern", "pattern", { ...good, sub: "repo:acme/payments:ref:refs/heads/release/1" }, "granted"],
    ["an immutable pattern", "pattern", { ...good, sub: "repo:acme@1/payments@2:ref:refs/heads/x" }, "granted"],
    ["a branch beside the pattern", "pattern", { ...good, sub: "repo:acme/payments:ref:refs/heads/main" }, "refused"],
    ["another owner id", "pattern", { ...good, sub: "repo:acme@9/payments@2:ref:refs/heads/x" }, "refused"],
    ["one of several values", "any_value", { ...good, amr: ["other", "authenticated"] }, "granted"],
    ["none of several values", "any_value", { ...good, amr: ["other"] }, "refused"],
  ])("ministack asks the trust about a token with %s", async (_, name, claims, expected) => {
    const request = { roleArn: roleArn(name), token: unsignedToken(claims) };
    expect(outcome(await exchangeWebIdentity(localAws, request))).toBe(expected);
  });

  test("ministack refuses what is no token", async () => {
    const request = { roleArn: roleArn("exact"), token: "not-a-token" };
    expect(await exchangeWebIdentity(localAws, request)).toEqual({
      refused: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    });
  });

  const trusted: readonly [string, Omit<AssumeRoleRequest, "roleArn"> & { role: string }, string][] = [
    ["the external id", { role: "external_id", caller: OTHER_ACCOUNT, externalId: "agreed" }, "granted"],
    ["another external id", { role: "external_id", caller: OTHER_ACCOUNT, externalId: "Agreed" }, "refused"],
    ["no external id", { role: "external_id", caller: OTHER_ACCOUNT }, "refused"],
    ["the external id in another account", { role: "external_id", caller: ACCOUNT, externalId: "agreed" }, "refused"],
    ["the organization", { role: "organization", caller: ACCOUNT }, "granted"],
    ["no organization", { role: "organization", caller: OTHER_ACCOUNT }, "refused"],
    ["another organization", { role: "other_organization", caller: ACCOUNT }, "refused"],
    ["the tag that is asked for", { role: "tags", caller: ACCOUNT, tags: { team: "payments" } }, "granted"],
    ["another tag", { role: "tags", caller: ACCOUNT, tags: { team: "research" } }, "refused"],
    ["no tag", { role: "tags", caller: ACCOUNT }, "refused"],
    ["a tag without sts:TagSession", { role: "no_tags", caller: ACCOUNT, tags: { team: "payments" } }, "refused"],
  ];
  test.each(trusted)("ministack asks the trust about a caller with %s", async (_, { role, ...request }, expected) => {
    expect(outcome(await assumeRole(localAws, { ...request, roleArn: roleArn(role) }))).toBe(expected);
  });

  const sessionOf = async (role: string) => {
    const signIn = await assumeRole(localAws, { roleArn: roleArn(role), caller: ACCOUNT });
    if ("refused" in signIn) throw new Error(signIn.refused);
    return signIn.granted;
  };

  test("ministack asks the policies of a caller that is a role, and checks its signature", async () => {
    const target = { roleArn: roleArn("from_caller") };
    const caller = await sessionOf("caller");
    expect(outcome(await assumeRole(localAws, { ...target, caller }))).toBe("granted");
    expect(await assumeRole(localAws, { ...target, caller: await sessionOf("mute") })).toEqual({
      refused: expect.stringContaining("no identity-based policy allows the sts:AssumeRole action"),
    });
    const forged = assumeRole(localAws, { ...target, caller: { ...caller, secretAccessKey: "forged" } });
    await expect(forged).rejects.toMatchObject({ name: "SignatureDoesNotMatch" });
    const stolen = assumeRole(localAws, { ...target, caller: { ...caller, sessionToken: "forged" } });
    await expect(stolen).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  });

  // What ministack is no judge of. When one of these fails, a new version has learnt it: move the case above.
  test.each([
    ["neither signature nor expiry of a token", "exact", { ...good, exp: 1 }, "granted"],
    ["no claim beside audience, subject and amr", "claim", { ...good, repository_id: "71234567" }, "refused"],
    [
      "no session tag in a token",
      "session_tag",
      { ...good, "https://aws.amazon.com/tags": { principal_tags: { team: ["payments"] } } },
      "refused",
    ],
  ])("ministack sees %s", async (_, name, claims, seen) => {
    const request = { roleArn: roleArn(name), token: unsignedToken(claims) };
    expect(outcome(await exchangeWebIdentity(localAws, request))).toBe(seen);
  });

  test("ministack takes any account's root for every service, but knows no source account", async () => {
    const asked = (role: string) => assumeRole(localAws, { roleArn: roleArn(role), caller: OTHER_ACCOUNT });
    expect(outcome(await asked("service"))).toBe("granted");
    expect(outcome(await asked("source_account"))).toBe("refused");
  });

  test("everything is destroyed again", async () => {
    await terraform.destroy();
    expect((await terraform.show()).values).toBeUndefined();
    expect((await readRoles(localAws, ACCOUNT)).map(({ name }) => name).sort()).toEqual([
      ...["caller", "cluster-prod", "deployer", "mute"],
    ]);
    const { instanceArn } = center;
    expect(await readPermissionSets(localAws, { region: REGION, instanceArn, accounts: [ACCOUNT] })).toEqual([]);
  });

  test("a stopped local AWS listens nowhere", async () => {
    const { ministackUrl, motoUrl, shimUrl } = localAws;
    await localAws.stop();
    const answers = await Promise.allSettled([ministackUrl, motoUrl, shimUrl].map((url) => fetch(url)));
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  });
});
