import { CreatePolicyCommand, CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { rootCall } from "./root-call";
import { rootOf } from "./sign-in";
import type { LocalAws } from "./start-local-aws";

/** Creates a group of people in the identity store and returns its id. */
export async function createGroup(
  { shimUrl, identityCenterAccount: account }: LocalAws,
  group: { readonly region: string; readonly identityStoreId: string; readonly displayName: string },
): Promise<string> {
  const { region, identityStoreId: IdentityStoreId, displayName: DisplayName } = group;
  const target = "AWSIdentityStore.CreateGroup";
  const body = { IdentityStoreId, DisplayName, Description: "" };
  const created = await rootCall({ account, region, service: "identitystore", url: shimUrl, target, body });
  return (created as { GroupId: string }).GroupId;
}

/** The Identity Center instance that a region of moto has from the start. */
export async function identityCenterOf(
  { shimUrl, identityCenterAccount: account }: LocalAws,
  region: string,
): Promise<{ readonly instanceArn: string; readonly identityStoreId: string }> {
  const target = "SWBExternalService.ListInstances";
  const listed = await rootCall({ account, region, service: "sso", url: shimUrl, target, body: {} });
  const [instance] = (listed as { Instances: { InstanceArn: string; IdentityStoreId: string }[] }).Instances;
  if (instance === undefined) throw new Error(`moto has no Identity Center in ${region}`);
  return { instanceArn: instance.InstanceArn, identityStoreId: instance.IdentityStoreId };
}

/** A role that exists before Terraform comes: a deployer's, or one of another team. */
export interface SeededRole {
  readonly account: string;
  readonly name: string;
  /** @default "/" */
  readonly path?: string;
  readonly trust: Readonly<Record<string, unknown>>;
  /** Inline policy. @default none: the role may do nothing */
  readonly policy?: Readonly<Record<string, unknown>>;
}

/** Creates a role at ministack and returns its ARN. */
export async function createRole({ ministackUrl: endpoint }: LocalAws, role: SeededRole): Promise<string> {
  const { account, name: RoleName, path: Path = "/", trust, policy } = role;
  const client = new IAMClient({ endpoint, region: "us-east-1", credentials: { ...rootOf(account) } });
  const AssumeRolePolicyDocument = JSON.stringify(trust);
  const { Role } = await client.send(new CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument }));
  if (policy !== undefined) {
    const PolicyDocument = JSON.stringify(policy);
    await client.send(new PutRolePolicyCommand({ RoleName, PolicyName: "seeded", PolicyDocument }));
  }
  return Role?.Arn ?? "";
}

/** A managed policy that exists before Terraform comes: a permissions boundary, which ministack asks for. */
export interface SeededPolicy {
  readonly account: string;
  readonly name: string;
  /** @default "/" */
  readonly path?: string;
  readonly document: Readonly<Record<string, unknown>>;
}

/** Creates a managed policy at ministack and returns its ARN. */
export async function createPolicy({ ministackUrl: endpoint }: LocalAws, policy: SeededPolicy): Promise<string> {
  const { account, name: PolicyName, path: Path = "/", document } = policy;
  const client = new IAMClient({ endpoint, region: "us-east-1", credentials: { ...rootOf(account) } });
  const PolicyDocument = JSON.stringify(document);
  const { Policy } = await client.send(new CreatePolicyCommand({ PolicyName, Path, PolicyDocument }));
  return Policy?.Arn ?? "";
}

/** Creates an EKS cluster without nodes, and its role, which pod identity associations need. */
export async function createCluster(
  localAws: LocalAws,
  cluster: { readonly account: string; readonly region: string; readonly name: string },
): Promise<void> {
  const { account, region, name } = cluster;
  const trusted = { Effect: "Allow", Principal: { Service: "eks.amazonaws.com" }, Action: "sts:AssumeRole" };
  const trust = { Version: "2012-10-17", Statement: [trusted] };
  const roleArn = await createRole(localAws, { account, name: `cluster-${name}`, trust });
  const body = { name, roleArn, resourcesVpcConfig: { subnetIds: ["subnet-1", "subnet-2"] } };
  await rootCall({ account, region, service: "eks", url: localAws.ministackUrl, path: "/clusters", body });
}

/** Makes an account the management account of an organization of its own and returns that organization's id. */
export async function organizationOf({ ministackUrl: url }: LocalAws, account: string): Promise<string> {
  const target = "AWSOrganizationsV20161128.DescribeOrganization";
  const described = await rootCall({ account, region: "us-east-1", service: "organizations", url, target, body: {} });
  return (described as { Organization: { Id: string } }).Organization.Id;
}
