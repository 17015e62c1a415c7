import { gaxios, OAuth2Client } from "google-auth-library";
import { GOOGLE_ENDPOINTS } from "../../../verify/google/google-api";
import { FakeJsonApi } from "../fake-json-api";

export type { Answer, Answers } from "../fake-json-api";

export const TOKEN = "ya29.canary-token-of-the-test";

const STATUS: Readonly<Record<number, string>> = {
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  503: "UNAVAILABLE",
};

/** The path and query of a request, without what the SDK adds about formats. */
const asked = (url: string): string => url.replace("$alt=json%3Benum-encoding=int", "").replace(/[?&]$/, "");

/** A loopback server that speaks the JSON of Google's APIs. */
export class FakeGoogle extends FakeJsonApi {
  constructor() {
    super(({ status, message }) => ({ code: status, message, status: STATUS[status] }), asked);
  }

  get endpoints() {
    return Object.fromEntries(Object.keys(GOOGLE_ENDPOINTS).map((service) => [service, this.address]));
  }

  /** Credentials that need no renewal; Jest loads no ES modules at run time, so Node's own `fetch` carries them. */
  credentials(): OAuth2Client {
    const client = new OAuth2Client({ transporter: new gaxios.Gaxios({ fetchImplementation: fetch }) });
    client.setCredentials({ access_token: TOKEN, expiry_date: Date.now() + 3_600_000 });
    return client;
  }
}
