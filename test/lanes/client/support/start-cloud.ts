import { type DoorCall, doorService, isDoorHost, type RecordedDoorCall } from "./aws-doors";
import { type BedrockCall, type BedrockOptions, bedrockService, isBedrockHost, type RecordedCall } from "./bedrock";
import type { IdentityProvider } from "./identity-provider";
import { type LoopbackInternet, startInternet } from "./loopback-internet";
import type { LoopbackService } from "./loopback-request";
import type { KnownCredentials } from "./signature";
import { isSsoHost, type SsoCall, type SsoOptions, ssoService } from "./sso-portal";
import { isStsHost, type StsCall, type StsOptions, stsService } from "./sts";

/** What an AWS on loopback knows and allows. */
export interface CloudOptions {
  /** Credentials that exist from the start. */
  readonly credentials?: readonly KnownCredentials[];
  /** Whether IAM allows a signed Bedrock call. @default every call is allowed */
  readonly decide?: (call: BedrockCall) => boolean | Promise<boolean>;
  /** The same for Bedrock Mantle and Claude Platform on AWS. @default every call is allowed */
  readonly decideAtDoor?: (call: DoorCall) => boolean | Promise<boolean>;
  /** Model (foundation id) by application inference profile ARN. @default none */
  readonly applicationProfiles?: Readonly<Record<string, string>>;
  /** What a model says; undefined for the usual answer. @default one text that names the model */
  readonly reply?: BedrockOptions["reply"];
  /** Trust of web identities; what it returns is known from then on. @default every token is refused */
  readonly assumeRoleWithWebIdentity?: StsOptions["assumeRoleWithWebIdentity"];
  /** The person at the access portal; what it returns is known from then on. @default nobody is signed in */
  readonly sso?: Pick<SsoOptions, "accessToken" | "roleCredentials">;
  /** A provider of web identities that the client's helpers can reach. @default none */
  readonly identityProvider?: IdentityProvider;
}

/** A running AWS on loopback: Bedrock, STS and the access portal of Identity Center under their real names. */
export interface Cloud extends LoopbackInternet {
  /** Every call to Bedrock, in order. */
  readonly calls: readonly RecordedCall[];
  readonly stsCalls: readonly StsCall[];
  readonly ssoCalls: readonly SsoCall[];
}

/** The same with Bedrock Mantle and Claude Platform on AWS. */
export interface WholeCloud extends Cloud {
  /** Every call to one of the two, in order. */
  readonly doorCalls: readonly RecordedDoorCall[];
}

/** Starts it; `close()` ends it. The client reaches it through `env` (see `runClient`). */
export async function startCloud(options: CloudOptions = {}): Promise<WholeCloud> {
  const credentials = new Map((options.credentials ?? []).map((known) => [known.accessKeyId, known]));
  const calls: RecordedCall[] = [];
  const doorCalls: RecordedDoorCall[] = [];
  const stsCalls: StsCall[] = [];
  const ssoCalls: SsoCall[] = [];
  const learn = (given: KnownCredentials | undefined) => {
    if (given) credentials.set(given.accessKeyId, given);
    return given;
  };
  const services: LoopbackService[] = [
    bedrockService({
      credentials,
      decide: options.decide ?? (() => true),
      record: (call) => calls.push(call),
      applicationProfiles: options.applicationProfiles ?? {},
      ...(options.reply ? { reply: options.reply } : {}),
    }),
    doorService({
      credentials,
      decide: options.decideAtDoor ?? (() => true),
      record: (call) => doorCalls.push(call),
    }),
    stsService({
      credentials,
      assumeRoleWithWebIdentity: (request) => learn(options.assumeRoleWithWebIdentity?.(request)),
      record: (call) => stsCalls.push(call),
    }),
    ssoService({
      accessToken: options.sso?.accessToken ?? "",
      roleCredentials: (account, role) => learn(options.sso?.roleCredentials(account, role)),
      record: (call) => ssoCalls.push(call),
    }),
    ...(options.identityProvider ? [options.identityProvider.service] : []),
  ];
  const internet = await startInternet(
    (host) =>
      [isBedrockHost, isDoorHost, isStsHost, isSsoHost].some((isTheirs) => isTheirs(host)) ||
      host === options.identityProvider?.host,
    async (request) => {
      for (const service of services) {
        const response = await service(request);
        if (response) return response;
      }
      return undefined;
    },
  );
  return { ...internet, calls, doorCalls, stsCalls, ssoCalls };
}
