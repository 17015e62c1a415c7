/** A call to a JSON API of the emulators. */
export interface RootCall {
  /** Account as whose root the call is made. */
  readonly account: string;
  readonly region: string;
  /** Signing name of the service, `sso`. */
  readonly service: string;
  /** Base address, one of `LocalAws`. */
  readonly url: string;
  /** `x-amz-target` of a JSON protocol. @default none: a REST call */
  readonly target?: string;
  /** @default "/" */
  readonly path?: string;
  readonly body: unknown;
}

/**
 * Calls an emulator as an account's root and returns the JSON it answers. Neither ministack nor moto looks at the
 * signature of a root key, so there is none.
 *
 * @throws Error with the emulator's own words when it refuses.
 */
export async function rootCall({
  account,
  region,
  service,
  url,
  target,
  path = "/",
  body,
}: RootCall): Promise<unknown> {
  const scope = `${account}/20260101/${region}/${service}/aws4_request`;
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
      "content-type": target === undefined ? "application/json" : "application/x-amz-json-1.1",
      ...(target === undefined ? {} : { "x-amz-target": target }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${target ?? path} was refused by ${url} with ${response.status}: ${text}`);
  return text === "" ? {} : JSON.parse(text);
}
