import type { LoopbackRequest, LoopbackResponse, LoopbackService } from "./loopback-request";
import { isSignedBy, type KnownCredentials, parseSignature } from "./signature";

/** One call to the security token service. */
export interface StsCall {
  /** `GetCallerIdentity`, `AssumeRoleWithWebIdentity`. */
  readonly action: string;
  /** Region in the host name; `global` for `sts.amazonaws.com`. */
  readonly region: string;
  readonly roleArn: string | undefined;
  readonly status: number;
}

/** What the loopback STS needs to know. */
export interface StsOptions {
  readonly credentials: ReadonlyMap<string, KnownCredentials>;
  /** Credentials for a web identity token that the role's trust accepts; undefined refuses. */
  readonly assumeRoleWithWebIdentity: (request: {
    readonly roleArn: string;
    readonly sessionName: string;
    readonly token: string;
  }) => KnownCredentials | undefined;
  readonly record: (call: StsCall) => void;
}

const HOST = /^sts(?:\.([a-z0-9-]+))?\.amazonaws\.com$/;

/** Whether the name is one of the security token service's. */
export function isStsHost(host: string): boolean {
  return HOST.test(host);
}

/** An STS that knows `GetCallerIdentity` (signed) and `AssumeRoleWithWebIdentity` (unsigned, token only). */
export function stsService(options: StsOptions): LoopbackService {
  return (request) => {
    const match = HOST.exec(request.host);
    if (!match) return undefined;
    const form = new URLSearchParams(request.body.toString());
    const action = form.get("Action") ?? "";
    const response = action === "AssumeRoleWithWebIdentity" ? exchange(form, options) : identity(request, options);
    const roleArn = form.get("RoleArn") ?? undefined;
    options.record({ action, region: match[1] ?? "global", roleArn, status: response.status });
    return response;
  };
}

function identity(request: LoopbackRequest, { credentials }: StsOptions): LoopbackResponse {
  const signature = parseSignature(request.headers.authorization);
  const known = signature && credentials.get(signature.accessKeyId);
  if (!signature || !known || !isSignedBy(request, signature, known)) return fault("InvalidClientTokenId");
  return xml(
    "GetCallerIdentity",
    `<Arn>${known.principalArn}</Arn><UserId>AROALOOPBACK:x</UserId><Account>${known.accountId}</Account>`,
  );
}

function exchange(form: URLSearchParams, options: StsOptions): LoopbackResponse {
  const given = options.assumeRoleWithWebIdentity({
    roleArn: form.get("RoleArn") ?? "",
    sessionName: form.get("RoleSessionName") ?? "",
    token: form.get("WebIdentityToken") ?? "",
  });
  if (!given) return fault("AccessDenied");
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  return xml(
    "AssumeRoleWithWebIdentity",
    `<Credentials><AccessKeyId>${given.accessKeyId}</AccessKeyId><SecretAccessKey>${given.secretAccessKey}</SecretAccessKey>` +
      `<SessionToken>${given.sessionToken ?? ""}</SessionToken><Expiration>${expiration}</Expiration></Credentials>` +
      `<AssumedRoleUser><Arn>${given.principalArn}</Arn><AssumedRoleId>AROALOOPBACK:x</AssumedRoleId></AssumedRoleUser>`,
  );
}

function xml(action: string, result: string): LoopbackResponse {
  const body = `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>loopback</RequestId></ResponseMetadata></${action}Response>`;
  return { status: 200, headers: { "content-type": "text/xml" }, body };
}

function fault(code: string): LoopbackResponse {
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>refused on loopback</Message></Error><RequestId>loopback</RequestId></ErrorResponse>`;
  return { status: 403, headers: { "content-type": "text/xml" }, body };
}
