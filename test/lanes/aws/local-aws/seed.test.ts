import { CreateRoleCommand, GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { requireReal } from "../../require-real";
import { createOidcProvider } from "../declared/identity-providers";
import { venvAbsence } from "./ensure-venv";
import { removeHalfMade } from "./remove-half-made";
import { createPolicy, createRole } from "./seed";
import { assumeRole } from "./sign-in";
import { type LocalAws, startLocalAws } from "./start-local-aws";

jest.setTimeout(300_000);
const ACCOUNT = "111122223333";
const allow = (Action: string, Resource: string, Principal?: unknown) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action, ...(Principal === undefined ? { Resource } : { Principal }) }],
});
const TRUST = allow("sts:AssumeRole", "", { AWS: `arn:aws:iam::${ACCOUNT}:root` });

requireReal("the local AWS", venvAbsence())("a deployer at ministack", () => {
  let localAws: LocalAws;
  beforeAll(async () => {
    localAws = await startLocalAws();
  });
  afterAll(() => localAws?.stop());

  const deployer = async (name: string, resource: string): Promise<IAMClient> => {
    const policy = allow("iam:CreateRole", resource);
    const roleArn = await createRole(localAws, { account: ACCOUNT, name, trust: TRUST, policy });
    const signIn = await assumeRole(localAws, { roleArn, caller: ACCOUNT });
    if ("refused" in signIn) throw new Error(signIn.refused);
    return new IAMClient({
      ...{ endpoint: localAws.ministackUrl, region: "us-east-1", maxAttempts: 1 },
      credentials: { ...signIn.granted },
    });
  };
  const AssumeRolePolicyDocument = JSON.stringify(TRUST);

  test("may do what its policy allows, and nothing else", async () => {
    const client = await deployer("narrow", `arn:aws:iam::${ACCOUNT}:role/*`);
    const created = await client.send(new CreateRoleCommand({ RoleName: "made", AssumeRolePolicyDocument }));
    expect(created.Role?.Arn).toBe(`arn:aws:iam::${ACCOUNT}:role/made`);
    await expect(client.send(new GetRoleCommand({ RoleName: "made" }))).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("is refused by a policy on a path, which ministack does not see", async () => {
    const client = await deployer("by-path", `arn:aws:iam::${ACCOUNT}:role/claude/*`);
    const made = client.send(
      new CreateRoleCommand({ RoleName: "in-path", Path: "/claude/", AssumeRolePolicyDocument }),
    );
    await expect(made).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("needs a boundary that exists", async () => {
    const client = await deployer("bounded", "*");
    const role = { RoleName: "under-boundary", AssumeRolePolicyDocument };
    const PermissionsBoundary = `arn:aws:iam::${ACCOUNT}:policy/claude/limit`;
    const early = client.send(new CreateRoleCommand({ ...role, PermissionsBoundary }));
    await expect(early).rejects.toMatchObject({ name: "NoSuchEntityException" });
    const policy = { account: ACCOUNT, name: "limit", path: "/claude/", document: allow("bedrock:*", "*") };
    expect(await createPolicy(localAws, policy)).toBe(PermissionsBoundary);
    const { Role } = await client.send(new CreateRoleCommand({ ...role, PermissionsBoundary }));
    expect(Role?.RoleName).toBe("under-boundary");
  });

  test("an issuer that an apply half made is taken away, and one that was there before is not", async () => {
    await createOidcProvider(localAws, ACCOUNT, "https://ci.acme.example");
    const error = "EntityAlreadyExists: OIDC provider with url\n https://ci.acme.example already exists";
    const props = { localAws, account: ACCOUNT };
    expect(await removeHalfMade(props, error, new Date(Date.now() + 60_000))).toBe(0);
    expect(await removeHalfMade(props, error, new Date(Date.now() - 60_000))).toBe(1);
    expect(await removeHalfMade(props, error, new Date(Date.now() - 60_000))).toBe(0);
  });
});
