import {
  DeleteInstanceProfileCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  IAMClient,
  ListPoliciesCommand,
} from "@aws-sdk/client-iam";
import { rootOf } from "./sign-in";
import type { LocalAws } from "./start-local-aws";

const EXISTS = /creating IAM (Role|Policy|Instance Profile) \(([^)]+)\)[^\n]*EntityAlreadyExists/g;
const ASSOCIATED = /is already associated with instance profile/;

/**
 * Under load ministack drops a connection after it has made what was asked for; the provider asks again, and meets its own
 * thing, of which Terraform knows nothing. Deletes what an apply says exists already, and returns how many things that were.
 * Only for names that this tool gives, so that a real collision still fails.
 */
export async function removeHalfMade(
  { localAws, account }: { readonly localAws: LocalAws; readonly account: string },
  error: string,
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
  return removed;
}
