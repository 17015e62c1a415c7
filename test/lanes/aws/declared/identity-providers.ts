import {
  CreateOpenIDConnectProviderCommand,
  GetOpenIDConnectProviderCommand,
  GetSAMLProviderCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  ListPoliciesCommand,
  ListSAMLProvidersCommand,
} from "@aws-sdk/client-iam";
import { rootOf } from "../local-aws/sign-in";
import type { LocalAws } from "../local-aws/start-local-aws";

const iam = ({ ministackUrl: endpoint }: LocalAws, account: string): IAMClient =>
  new IAMClient({ endpoint, region: "us-east-1", credentials: { ...rootOf(account) } });

const tagsOf = (tags: readonly { Key?: string; Value?: string }[] = []): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));

/** An OIDC provider that an account has before Terraform comes. */
export async function createOidcProvider(localAws: LocalAws, account: string, url: string): Promise<void> {
  const ThumbprintList = ["0".repeat(40)];
  await iam(localAws, account).send(
    new CreateOpenIDConnectProviderCommand({ Url: url, ClientIDList: [url], ThumbprintList }),
  );
}

/** What an account trusts, by ARN: audiences and tags of OIDC providers, metadata and tags of SAML providers. */
export async function readIdentityProviders(
  localAws: LocalAws,
  account: string,
): Promise<Readonly<Record<string, object>>> {
  const client = iam(localAws, account);
  const { OpenIDConnectProviderList = [] } = await client.send(new ListOpenIDConnectProvidersCommand({}));
  const oidc = OpenIDConnectProviderList.map(async ({ Arn = "" }): Promise<[string, object]> => {
    const found = await client.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: Arn }));
    return [Arn, { audiences: [...(found.ClientIDList ?? [])].sort(), tags: tagsOf(found.Tags) }];
  });
  const { SAMLProviderList = [] } = await client.send(new ListSAMLProvidersCommand({}));
  const saml = SAMLProviderList.map(async ({ Arn = "" }): Promise<[string, object]> => {
    const found = await client.send(new GetSAMLProviderCommand({ SAMLProviderArn: Arn }));
    return [Arn, { metadata: found.SAMLMetadataDocument, tags: tagsOf(found.Tags) }];
  });
  return Object.fromEntries(await Promise.all([...oidc, ...saml]));
}

/** ARNs of the account's own managed policies, sorted. */
export async function readPolicyArns(localAws: LocalAws, account: string): Promise<readonly string[]> {
  const { Policies = [] } = await iam(localAws, account).send(new ListPoliciesCommand({ Scope: "Local" }));
  return Policies.map(({ Arn = "" }) => Arn).sort();
}
