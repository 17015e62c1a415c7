import type { IncomingHttpHeaders } from "node:http";

/** A call to an AWS API as the shim receives it. */
export interface AwsCall {
  readonly method: string;
  /** Path with query, still encoded. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Region of the signature's scope, `eu-central-1`. */
  readonly region: string;
  /** Access key id of the signature's scope; nobody here checks the signature. */
  readonly accessKeyId: string;
}

/** An answer in JSON; an error carries its AWS error code in `error`. */
export interface AwsAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly error?: string;
}

/** Answers the calls of one service, or leaves a call to the emulator behind the shim: undefined. */
export type AwsHandler = (call: AwsCall, forward: () => Promise<AwsAnswer>) => Promise<AwsAnswer | undefined>;

/** A successful answer. */
export const answer = (body: unknown, status = 200): AwsAnswer => ({ status, body });

/** An AWS error, `ResourceNotFoundException`, in the form of the JSON protocols. */
export const refusal = (status: number, error: string, message: string): AwsAnswer => ({
  status,
  error,
  body: { __type: error, message, Message: message },
});

const SCOPE = /Credential=([^/,]+)\/\d{8}\/([^/]+)\//;

/** Who signed, and for which region, as a SigV4 header says. */
export const signatureScope = (authorization = ""): Pick<AwsCall, "accessKeyId" | "region"> => {
  const [, accessKeyId = "", region = "us-east-1"] = SCOPE.exec(authorization) ?? [];
  return { accessKeyId, region };
};

/** The fields of a JSON body; an empty body has none. */
export const fieldsOf = ({ body }: AwsCall): Record<string, unknown> => {
  const parsed: unknown = body === "" ? {} : JSON.parse(body);
  return parsed !== null && typeof parsed === "object" ? { ...parsed } : {};
};
