import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import type { LocalAws } from "./start-local-aws";

/** Temporary credentials, or an IAM user's without a session token. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What STS said: credentials, or the words of its refusal. */
export type SignIn = { readonly granted: Credentials } | { readonly refused: string };

/** A session with a token of an OIDC issuer. */
export interface WebIdentityRequest {
  readonly roleArn: string;
  readonly token: string;
  /** @default "session" */
  readonly sessionName?: string;
}

/** A session from other credentials. */
export interface AssumeRoleRequest {
  readonly roleArn: string;
  /** Who asks; an account id stands for the account's root. */
  readonly caller: Credentials | string;
  /** @default "session" */
  readonly sessionName?: string;
  readonly externalId?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

interface Answer {
  readonly Credentials?: { AccessKeyId?: string; SecretAccessKey?: string; SessionToken?: string };
}

/** Only "access denied" is a refusal; anything else (an unknown key, a malformed request) is a mistake of the test. */
const signIn = async (asked: Promise<Answer>): Promise<SignIn> => {
  try {
    const { AccessKeyId, SecretAccessKey, SessionToken } = (await asked).Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error("STS answered without credentials");
    return { granted: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken } };
  } catch (error) {
    if (error instanceof Error && ["AccessDenied", "AccessDeniedException"].includes(error.name))
      return { refused: error.message };
    throw error;
  }
};

/** Root credentials of an account at ministack. */
export const rootOf = (account: string): Credentials => ({ accessKeyId: account, secretAccessKey: "unchecked" });

const stsClient = ({ ministackUrl: endpoint }: LocalAws, credentials: Credentials): STSClient =>
  new STSClient({ endpoint, region: "us-east-1", maxAttempts: 2, credentials: { ...credentials } });

/** `sts:AssumeRoleWithWebIdentity` at ministack: it asks the trust of the role, and does not check the token's signature. */
export async function exchangeWebIdentity(localAws: LocalAws, request: WebIdentityRequest): Promise<SignIn> {
  const { roleArn: RoleArn, token: WebIdentityToken, sessionName: RoleSessionName = "session" } = request;
  const client = stsClient(localAws, rootOf("000000000000"));
  return signIn(client.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, WebIdentityToken, RoleSessionName })));
}

/** `sts:AssumeRole` at ministack, which asks the trust of the role, and of a caller that is not root its policies. */
export async function assumeRole(localAws: LocalAws, request: AssumeRoleRequest): Promise<SignIn> {
  const { roleArn: RoleArn, caller, sessionName: RoleSessionName = "session", externalId, tags = {} } = request;
  const client = stsClient(localAws, typeof caller === "string" ? rootOf(caller) : caller);
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return signIn(
    client.send(
      new AssumeRoleCommand({
        ...{ RoleArn, RoleSessionName },
        ...(externalId === undefined ? {} : { ExternalId: externalId }),
        ...(Tags.length === 0 ? {} : { Tags }),
      }),
    ),
  );
}

/** A token of an OIDC issuer with these claims and no valid signature, which ministack does not look at. */
export const unsignedToken = (claims: Readonly<Record<string, unknown>>): string =>
  [{ alg: "RS256", typ: "JWT", kid: "test" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .concat("c2lnbmF0dXJl")
    .join(".");
