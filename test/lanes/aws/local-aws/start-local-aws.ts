import { type Emulator, startEmulator } from "./emulator";
import { emulatorEnvironment } from "./emulator-environment";
import { ensureVenv } from "./ensure-venv";
import { freePorts } from "./free-ports";
import { rootCall } from "./root-call";
import { inferenceProfiles, type SystemProfile } from "./shim/inference-profiles";
import { permissionSets } from "./shim/permission-sets";
import { startShim } from "./shim/start-shim";

/** What a local AWS knows from the start. */
export interface LocalAwsProps {
  /** Inference profiles that Bedrock itself offers, in every region. @default none */
  readonly systemProfiles?: readonly SystemProfile[];
}

/** AWS on loopback: ministack, moto, and a shim for what neither has. */
export interface LocalAws {
  /** IAM, STS, Secrets Manager, SSM, S3, EKS, logs, organizations. */
  readonly ministackUrl: string;
  /** Identity Center, identity store, Bedrock; all else that moto has. */
  readonly shimUrl: string;
  readonly motoUrl: string;
  /** Account of the Identity Center, whoever asks. */
  readonly identityCenterAccount: string;
  /**
   * Variables that send every AWS SDK, and so the real provider, to these emulators, signed in as an account's root.
   * Set no other `AWS_...` variable beside them.
   */
  environment(account: string): Readonly<Record<string, string>>;
  /** Ends all of it; also happens when this process dies. */
  stop(): Promise<void>;
}

const IDENTITY_CENTER_ACCOUNT = "123456789012";

const startMinistack = (python: string, port: number): Promise<Emulator> =>
  startEmulator({
    name: "ministack",
    port,
    command: [python, "-m", "ministack"],
    environment: {
      ...{ AUTH: "true", BIND_HOST: "127.0.0.1", GATEWAY_PORT: String(port), LOG_LEVEL: "WARNING" },
      // Listeners of its own that ignore BIND_HOST.
      ...{ IOT_MTLS_ENABLED: "0", SFTP_ENABLED: "0" },
      // Relative to its own temporary folder, which goes with it.
      ...{ STATE_DIR: "state", S3_DATA_DIR: "s3" },
    },
    readyPath: "/_ministack/ready",
  });

const startMoto = (python: string, port: number): Promise<Emulator> =>
  startEmulator({
    name: "moto",
    port,
    command: [python, "-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)],
    environment: { MOTO_ACCOUNT_ID: IDENTITY_CENTER_ACCOUNT },
    readyPath: "/moto-api/",
  });

const accountOfKey = async (url: string, AccessKeyId: string): Promise<string> => {
  if (/^\d{12}$/.test(AccessKeyId)) return AccessKeyId;
  const target = "AWSSecurityTokenServiceV20110615.GetAccessKeyInfo";
  const call = { account: IDENTITY_CENTER_ACCOUNT, region: "us-east-1", service: "sts", url, target };
  const info = (await rootCall({ ...call, body: { AccessKeyId } })) as { Account: string };
  return info.Account;
};

/** Waits for all; when one fails, stops the others and throws its error. */
const allOrNone = async (starting: readonly [Promise<Emulator>, Promise<Emulator>]): Promise<[Emulator, Emulator]> => {
  const settled = await Promise.allSettled(starting);
  const [ministack, moto] = settled;
  if (ministack.status === "fulfilled" && moto.status === "fulfilled") return [ministack.value, moto.value];
  await Promise.all(settled.map((one) => (one.status === "fulfilled" ? one.value.stop() : undefined)));
  throw settled.find((one) => one.status === "rejected")?.reason;
};

/**
 * Starts the emulators on free loopback ports and waits until they answer; the first time on a machine it installs them
 * (see `ensureVenv`). About 2 s. `stop()` leaves nothing running, nor does the death of this process.
 *
 * @throws Error when they cannot be installed or do not start.
 */
export async function startLocalAws({ systemProfiles = [] }: LocalAwsProps = {}): Promise<LocalAws> {
  const python = await ensureVenv();
  const [ministackPort = 0, motoPort = 0] = await freePorts(2);
  const [ministack, moto] = await allOrNone([startMinistack(python, ministackPort), startMoto(python, motoPort)]);
  const profiles = inferenceProfiles(systemProfiles, (accessKeyId) => accountOfKey(ministack.url, accessKeyId));
  const shim = await startShim([permissionSets(), profiles], moto.url);
  return {
    ministackUrl: ministack.url,
    motoUrl: moto.url,
    shimUrl: shim.url,
    identityCenterAccount: IDENTITY_CENTER_ACCOUNT,
    environment: (account) => emulatorEnvironment({ ministackUrl: ministack.url, shimUrl: shim.url, account }),
    stop: async () => {
      await Promise.all([shim.stop(), ministack.stop(), moto.stop()]);
    },
  };
}
