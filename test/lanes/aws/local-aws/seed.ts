import { rootCall } from "./root-call";
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

/** Creates an EKS cluster without nodes, which pod identity associations need. */
export async function createCluster(
  { ministackUrl: url }: LocalAws,
  cluster: { readonly account: string; readonly region: string; readonly name: string },
): Promise<void> {
  const { account, region, name } = cluster;
  const roleArn = `arn:aws:iam::${account}:role/cluster`;
  const body = { name, roleArn, resourcesVpcConfig: { subnetIds: ["subnet-1", "subnet-2"] } };
  await rootCall({ account, region, service: "eks", url, path: "/clusters", body });
}

/** Makes an account the management account of a new organization and returns the organization's id. */
export async function createOrganization({ ministackUrl: url }: LocalAws, account: string): Promise<string> {
  const target = "AWSOrganizationsV20161128.CreateOrganization";
  const body = { FeatureSet: "ALL" };
  const created = await rootCall({ account, region: "us-east-1", service: "organizations", url, target, body });
  return (created as { Organization: { Id: string } }).Organization.Id;
}
