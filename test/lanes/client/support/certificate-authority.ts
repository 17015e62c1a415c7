import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSecureContext, type SecureContext } from "node:tls";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A throw-away authority: lives in one temporary folder, is trusted only by the client that is told its path. */
export interface CertificateAuthority {
  /** Absolute path of the PEM certificate, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificatePath: string;
  /** A TLS context with a certificate for exactly this host name; made once a name. */
  contextFor(host: string): Promise<SecureContext>;
  /** Deletes its folder. */
  close(): void;
}

/** Makes a certificate authority with the `openssl` (3.x) of the machine. Keys never leave its folder. */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const folder = mkdtempSync(join(tmpdir(), "loopback-ca-"));
  const certificatePath = join(folder, "ca.pem");
  const keyPath = join(folder, "ca.key");
  const contexts = new Map<string, Promise<SecureContext>>();
  const common = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
  await run("openssl", [
    ...common,
    "-subj",
    "/CN=loopback test authority",
    "-keyout",
    keyPath,
    "-out",
    certificatePath,
  ]);

  const issue = async (host: string): Promise<SecureContext> => {
    const key = join(folder, `${host}.key`);
    const cert = join(folder, `${host}.pem`);
    const names = ["-subj", "/CN=loopback", "-addext", `subjectAltName=DNS:${host}`];
    const leaf = ["-addext", "basicConstraints=critical,CA:FALSE", "-CA", certificatePath, "-CAkey", keyPath];
    await run("openssl", [...common, ...names, ...leaf, "-keyout", key, "-out", cert]);
    return createSecureContext({ key: readFileSync(key), cert: readFileSync(cert) });
  };
  return {
    certificatePath,
    contextFor(host) {
      const known = contexts.get(host) ?? issue(host);
      contexts.set(host, known);
      return known;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
