import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { LoopbackRequest } from "./loopback-request";

/** Long- or short-lived AWS credentials that a loopback server accepts, and whom they stand for. */
export interface KnownCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Required in the request exactly when given here. */
  readonly sessionToken?: string;
  /** 12 digits; the account in the ARNs of inference profiles that are called with these credentials. */
  readonly accountId: string;
  /** E.g. `arn:aws:sts::111122223333:assumed-role/name/session`. */
  readonly principalArn: string;
}

/** What a Signature Version 4 `Authorization` header says, before anything is believed. */
export interface Signature {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly value: string;
}

/** Reads the `Authorization` header; undefined when it is not `AWS4-HMAC-SHA256`. */
export function parseSignature(authorization: string | undefined): Signature | undefined {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      authorization ?? "",
    );
  if (!match) return undefined;
  const [, accessKeyId = "", date = "", region = "", service = "", headers = "", value = ""] = match;
  return { accessKeyId, date, region, service, signedHeaders: headers.split(";"), value };
}

/**
 * Whether the request carries the signature that these credentials give for exactly this method, path, query,
 * headers and body, and the session token that belongs to them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 */
export function isSignedBy(request: LoopbackRequest, signature: Signature, known: KnownCredentials): boolean {
  if (request.headers["x-amz-security-token"] !== known.sessionToken) return false;
  if (!signature.signedHeaders.includes("host")) return false;
  const scope = `${signature.date}/${signature.region}/${signature.service}/aws4_request`;
  const text = [
    "AWS4-HMAC-SHA256",
    request.headers["x-amz-date"] ?? "",
    scope,
    sha256(canonicalRequest(request, signature)),
  ].join("\n");
  const key = [signature.date, signature.region, signature.service, "aws4_request"].reduce<Buffer>(
    (previous, part) => hmac(previous, part),
    Buffer.from(`AWS4${known.secretAccessKey}`),
  );
  return timingSafeEqual(hmac(key, text), Buffer.from(signature.value, "hex"));
}

function canonicalRequest(request: LoopbackRequest, signature: Signature): string {
  const path = request.path.split("/").map(encode).join("/");
  const query = [...request.query]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");
  const headers = signature.signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}\n`,
  );
  return [request.method, path, query, headers.join(""), signature.signedHeaders.join(";"), sha256(request.body)].join(
    "\n",
  );
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
