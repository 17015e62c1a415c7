import { GetPolicyCommand, GetPolicyVersionCommand, IAMClient } from "@aws-sdk/client-iam";
import { type PolicyDocument, type ReadPermissionSet, readPermissionSets, readRoles } from "../local-aws/read-back";
import { rootCall } from "../local-aws/root-call";
import { rootOf } from "../local-aws/sign-in";
import type { LocalAws } from "../local-aws/start-local-aws";
import type { AppliedAcme } from "./apply-acme";

/** What the emulators say that one role, or the role that a permission set becomes in one account, may do. */
export interface ReadAccess {
  readonly account: string;
  /** `role/NAME` or `permission-set/NAME`. */
  readonly name: string;
  readonly principal: string;
  /** Groups of people to whom a permission set is assigned in the account, by display name; none for a role. */
  readonly groups: readonly string[];
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
}

/** Document of a managed policy in effect, by its ARN. */
const readPolicy = async (
  { ministackUrl: endpoint }: LocalAws,
  account: string,
  PolicyArn: string,
): Promise<PolicyDocument> => {
  const client = new IAMClient({ endpoint, region: "us-east-1", credentials: { ...rootOf(account) } });
  const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn }));
  const VersionId = Policy?.DefaultVersionId;
  const { PolicyVersion } = await client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
  return JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? "")) as PolicyDocument;
};

const rolesOf = async (localAws: LocalAws, account: string): Promise<ReadAccess[]> =>
  (await readRoles(localAws, account)).map(({ arn, name, inline, attached, boundary, boundaryArn }) => {
    if (boundaryArn !== undefined && boundary === undefined) throw new Error(`${arn}: ${boundaryArn} cannot be read`);
    const documents = [...inline, ...attached].map((policy) => {
      if (policy.document === undefined) throw new Error(`${arn}: ${policy.name} cannot be read`);
      return policy.document;
    });
    const limited = boundary === undefined ? {} : { boundary };
    return { account, name: `role/${name}`, principal: arn, groups: [], identity: documents, ...limited };
  });

interface Reference {
  readonly Name: string;
  readonly Path?: string;
}

/** Customer managed policies of a permission set are found by name and path in each account, as Identity Center does. */
const accessOf = async (
  { localAws, center, groups }: AppliedAcme,
  set: ReadPermissionSet,
  account: string,
): Promise<ReadAccess> => {
  const referred = ({ Name, Path = "/" }: Reference) =>
    readPolicy(localAws, account, `arn:aws:iam::${account}:policy${Path}${Name}`);
  const { CustomerManagedPolicyReferences: references } = (await rootCall({
    account: localAws.identityCenterAccount,
    region: center.region,
    service: "sso",
    url: localAws.shimUrl,
    target: "SWBExternalService.ListCustomerManagedPolicyReferencesInPermissionSet",
    body: { InstanceArn: center.instanceArn, PermissionSetArn: set.arn },
  })) as { CustomerManagedPolicyReferences: readonly Reference[] };
  const { CustomerManagedPolicyReference: limit } = (set.boundary ?? {}) as {
    CustomerManagedPolicyReference?: Reference;
  };
  const role = `aws-reserved/sso.amazonaws.com/${center.region}/AWSReservedSSO_${set.name}_0123456789abcdef`;
  return {
    account,
    name: `permission-set/${set.name}`,
    principal: `arn:aws:iam::${account}:role/${role}`,
    groups: set.assignments.flatMap(({ account: at, groupId }) =>
      at === account ? [groups.get(groupId) ?? `unknown group ${groupId}`] : [],
    ),
    identity: [...(set.inline === undefined ? [] : [set.inline]), ...(await Promise.all(references.map(referred)))],
    ...(limit === undefined ? {} : { boundary: await referred(limit) }),
  };
};

/** Everybody's access in these accounts, from what the emulators hold; roles of other services are there too. */
export async function readAccess(acme: AppliedAcme, accounts: readonly string[]): Promise<readonly ReadAccess[]> {
  const { localAws, center } = acme;
  const roles = await Promise.all(accounts.map((account) => rolesOf(localAws, account)));
  const sets = await readPermissionSets(localAws, { ...center, accounts });
  const people = await Promise.all(
    sets.flatMap((set) =>
      [...new Set(set.assignments.map(({ account }) => account))].map((account) => accessOf(acme, set, account)),
    ),
  );
  return [...roles.flat(), ...people];
}

/** ARNs of the application inference profiles of an account in a region, by name. */
export async function readApplicationProfiles(
  { shimUrl }: LocalAws,
  { account, region }: { readonly account: string; readonly region: string },
): Promise<Readonly<Record<string, string>>> {
  const scope = `${account}/20260101/${region}/bedrock/aws4_request`;
  const response = await fetch(`${shimUrl}/inference-profiles?type=APPLICATION`, {
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none` },
    signal: AbortSignal.timeout(20_000),
  });
  const { inferenceProfileSummaries: profiles } = (await response.json()) as {
    inferenceProfileSummaries: readonly { inferenceProfileName: string; inferenceProfileArn: string }[];
  };
  return Object.fromEntries(profiles.map((profile) => [profile.inferenceProfileName, profile.inferenceProfileArn]));
}
