import {
  GetRoleCommand,
  IAMClient,
  paginateGetAccountAuthorizationDetails,
  type RoleDetail,
} from "@aws-sdk/client-iam";
import { rootCall } from "./root-call";
import { rootOf } from "./sign-in";
import type { LocalAws } from "./start-local-aws";

/** A policy document, parsed. */
export type PolicyDocument = Readonly<Record<string, unknown>>;

/** A policy as it is in effect. */
export interface NamedPolicy {
  /** Name of an inline policy, ARN of a managed one. */
  readonly name: string;
  readonly document: PolicyDocument;
}

/** A role as the emulator keeps it. */
export interface ReadRole {
  readonly arn: string;
  readonly name: string;
  readonly trust: PolicyDocument;
  readonly inline: readonly NamedPolicy[];
  /** Managed policies of the account; undefined document for AWS's own, which the emulator does not list. */
  readonly attached: readonly { readonly name: string; readonly document: PolicyDocument | undefined }[];
  readonly boundaryArn?: string;
  readonly boundary?: PolicyDocument;
  readonly tags: Readonly<Record<string, string>>;
}

/** A permission set as moto and the shim keep it. */
export interface ReadPermissionSet {
  readonly arn: string;
  readonly name: string;
  /** ISO 8601, `PT8H`. */
  readonly sessionDuration: string;
  readonly inline: PolicyDocument | undefined;
  /** Boundary as Identity Center holds it: a managed policy's ARN or a customer policy's name and path. */
  readonly boundary: unknown;
  readonly tags: Readonly<Record<string, string>>;
  readonly assignments: readonly { readonly account: string; readonly groupId: string }[];
}

const parsed = (text: string | undefined): PolicyDocument =>
  JSON.parse(decodeURIComponent(text ?? "")) as PolicyDocument;

const tagsOf = (tags: readonly { Key?: string; Value?: string }[] = []): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));

const readRole = (
  role: RoleDetail,
  boundaryArn: string | undefined,
  documents: ReadonlyMap<string, PolicyDocument>,
): ReadRole => {
  const boundary = boundaryArn === undefined ? undefined : documents.get(boundaryArn);
  return {
    arn: role.Arn ?? "",
    name: role.RoleName ?? "",
    trust: parsed(role.AssumeRolePolicyDocument),
    inline: (role.RolePolicyList ?? []).map(({ PolicyName = "", PolicyDocument }) => ({
      name: PolicyName,
      document: parsed(PolicyDocument),
    })),
    attached: (role.AttachedManagedPolicies ?? []).map(({ PolicyArn = "" }) => ({
      name: PolicyArn,
      document: documents.get(PolicyArn),
    })),
    ...(boundaryArn === undefined ? {} : { boundaryArn }),
    ...(boundary === undefined ? {} : { boundary }),
    tags: tagsOf(role.Tags),
  };
};

/** All roles of an account, with trust, policies and boundary, read from ministack's IAM; sorted by ARN. */
export async function readRoles({ ministackUrl: endpoint }: LocalAws, account: string): Promise<ReadRole[]> {
  const client = new IAMClient({ endpoint, region: "us-east-1", credentials: { ...rootOf(account) } });
  const documents = new Map<string, PolicyDocument>();
  const roles: RoleDetail[] = [];
  for await (const page of paginateGetAccountAuthorizationDetails({ client }, {})) {
    roles.push(...(page.RoleDetailList ?? []));
    for (const { Arn = "", PolicyVersionList = [] } of page.Policies ?? []) {
      const current = PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion);
      if (current !== undefined) documents.set(Arn, parsed(current.Document));
    }
  }
  // ministack leaves boundaries out of the account's details, where AWS has them.
  const read = await Promise.all(
    roles.map(async (role) => {
      const { Role } = await client.send(new GetRoleCommand({ RoleName: role.RoleName }));
      return readRole(role, Role?.PermissionsBoundary?.PermissionsBoundaryArn, documents);
    }),
  );
  return read.sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

/** All permission sets of an Identity Center instance and their assignments to groups in these accounts. */
export async function readPermissionSets(
  { shimUrl: url, identityCenterAccount: account }: LocalAws,
  center: { readonly region: string; readonly instanceArn: string; readonly accounts: readonly string[] },
): Promise<ReadPermissionSet[]> {
  const { region, instanceArn: InstanceArn, accounts } = center;
  const ask = async <Answer>(action: string, fields: Readonly<Record<string, unknown>> = {}): Promise<Answer> => {
    const target = `SWBExternalService.${action}`;
    return (await rootCall({
      account,
      region,
      service: "sso",
      url,
      target,
      body: { InstanceArn, ...fields },
    })) as Answer;
  };
  const boundaryOf = (PermissionSetArn: string): Promise<unknown> =>
    ask<{ PermissionsBoundary: unknown }>("GetPermissionsBoundaryForPermissionSet", { PermissionSetArn }).then(
      ({ PermissionsBoundary }) => PermissionsBoundary,
      (error: Error) => {
        if (error.message.includes("ResourceNotFoundException")) return undefined;
        throw error;
      },
    );
  const read = async (PermissionSetArn: string): Promise<ReadPermissionSet> => {
    const { PermissionSet: set } = await ask<{ PermissionSet: { Name: string; SessionDuration: string } }>(
      "DescribePermissionSet",
      { PermissionSetArn },
    );
    const { InlinePolicy } = await ask<{ InlinePolicy: string }>("GetInlinePolicyForPermissionSet", {
      PermissionSetArn,
    });
    const { Tags } = await ask<{ Tags: { Key: string; Value: string }[] }>("ListTagsForResource", {
      ResourceArn: PermissionSetArn,
    });
    const assigned = await Promise.all(
      accounts.map(async (AccountId) => {
        const { AccountAssignments } = await ask<{
          AccountAssignments: { PrincipalId: string; PrincipalType: string }[];
        }>("ListAccountAssignments", { AccountId, PermissionSetArn });
        return AccountAssignments.filter(({ PrincipalType }) => PrincipalType === "GROUP").map(({ PrincipalId }) => ({
          account: AccountId,
          groupId: PrincipalId,
        }));
      }),
    );
    return {
      arn: PermissionSetArn,
      name: set.Name,
      sessionDuration: set.SessionDuration,
      inline: InlinePolicy ? (JSON.parse(InlinePolicy) as PolicyDocument) : undefined,
      boundary: await boundaryOf(PermissionSetArn),
      tags: tagsOf(Tags),
      assignments: assigned.flat(),
    };
  };
  const { PermissionSets } = await ask<{ PermissionSets: string[] }>("ListPermissionSets", { MaxResults: 100 });
  return (await Promise.all(PermissionSets.map(read))).sort((a, b) => (a.name < b.name ? -1 : 1));
}
