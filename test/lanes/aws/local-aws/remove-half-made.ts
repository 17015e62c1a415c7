import {
  DeleteInstanceProfileCommand,
  DeleteOpenIDConnectProviderCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  GetOpenIDConnectProviderCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListPoliciesCommand,
} from "@aws-sdk/client-iam";
import { rootOf } from "./sign-in";
import type { LocalAws } from "./start-local-aws";

const EXISTS = /creating IAM (Role|Policy|Instance Profile) \(([^)]+)\)[^\n]*EntityAlreadyExists/g;
const ASSOCIATED = /is already associated with instance profile/;

const ISSUER_EXISTS = /EntityAlreadyExists: OIDC provider with url https:\/\/(\S+) already exists/g;

/** Providers of the named issuers that were made since a moment: what was there before is a real collision. */
const removeIssuers = async (client: IAMClient, error: string, since: Date): Promise<number> => {
  const named = [...error.matchAll(ISSUER_EXISTS)].map(([, url = ""]) => url);
  if (named.length === 0) return 0;
  const { OpenIDConnectProviderList = [] } = await client.send(new ListOpenIDConnectProvidersCommand({}));
  let removed = 0;
  for (const { Arn: OpenIDConnectProviderArn = "" } of OpenIDConnectProviderList) {
    if (!named.some((url) => OpenIDConnectProviderArn.endsWith(`:oidc-provider/${url}`))) continue;
    const { CreateDate } = await client.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    // Seconds are all that IAM keeps.
    if (CreateDate === undefined || CreateDate.getTime() < since.getTime() - 1_000) continue;
    await client.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    removed += 1;
  }
  return removed;
};

/**
 * Under load ministack drops a connection after it has made what was asked for; the provider asks again, and meets its own
 * thing, of which Terraform knows nothing. Deletes what an apply says exists already, and returns how many things that were.
 * Only for names that this tool gives, and issuers' providers made since the apply began, so that a real collision fails.
 */
export async function removeHalfMade(
  { localAws, account }: { readonly localAws: LocalAws; readonly account: string },
  error: string,
  since: Date,
): Promise<number> {
  const credentials = { ...rootOf(account) };
  const client = new IAMClient({ endpoint: localAws.ministackUrl, region: "us-east-1", credentials });
  const found = [...error.replace(/\s+/g, " ").matchAll(/creating IAM (?:(?!creating IAM ).)*/g)].flatMap(([text]) => [
    ...`${text}`.matchAll(EXISTS),
  ]);
  let removed = ASSOCIATED.test(error) ? 1 : 0;
  for (const [, kind, name = ""] of found) {
    if (!name.startsWith("claude_")) continue;
    if (kind === "Role") await client.send(new DeleteRoleCommand({ RoleName: name }));
    else if (kind === "Policy") {
      const { Policies = [] } = await client.send(new ListPoliciesCommand({ Scope: "Local" }));
      const policy = Policies.find(({ PolicyName }) => PolicyName === name);
      await client.send(new DeletePolicyCommand({ PolicyArn: policy?.Arn }));
    } else await client.send(new DeleteInstanceProfileCommand({ InstanceProfileName: name }));
    removed += 1;
  }
  return removed + (await removeIssuers(client, error.replace(/\s+/g, " "), since));
}
