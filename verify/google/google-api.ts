import type { google } from "@google-cloud/iam/build/protos/protos";
import { PoliciesClient } from "@google-cloud/iam/build/src/v2/policies_client";
import { PolicyBindingsClient } from "@google-cloud/iam/build/src/v3/policy_bindings_client";
import { PrincipalAccessBoundaryPoliciesClient } from "@google-cloud/iam/build/src/v3/principal_access_boundary_policies_client";
import type { BoundedAuth } from "./bounded-auth";

/** Addresses of the APIs, without a path. */
export const GOOGLE_ENDPOINTS = {
  iam: "https://iam.googleapis.com",
  organizationPolicy: "https://orgpolicy.googleapis.com",
  resourceManager: "https://cloudresourcemanager.googleapis.com",
  serviceUsage: "https://serviceusage.googleapis.com",
} as const;
export type GoogleService = keyof typeof GOOGLE_ENDPOINTS;
export type GoogleEndpoints = Readonly<Record<GoogleService, string>>;

/** A deny policy with its rules, as IAM v2 gives it. */
export type DenyPolicy = google.iam.v2.IPolicy;
/** A binding of a principal access boundary to a set of principals. */
export type BoundaryBinding = google.iam.v3.IPolicyBinding;
/** A principal access boundary. */
export type Boundary = google.iam.v3.IPrincipalAccessBoundaryPolicy;

/** Everything that a preflight asks of Google; every call reads. Each fails with `ApiFailure`. */
export interface GoogleApi {
  /** The JSON behind a path that no client of the project's packages knows. */
  read<T>(service: GoogleService, path: string): Promise<T>;
  /** Names of the deny policies attached to `projects/N`, `folders/N` or `organizations/N`, of all pages. */
  denyPolicyNames(resource: string): Promise<string[]>;
  /** A deny policy with its rules, which the list leaves out. */
  denyPolicy(name: string): Promise<DenyPolicy>;
  /** Bindings of one set of principals, of all pages; `parent` is the resource that owns the set. */
  boundaryBindings(parent: string, target: string): Promise<BoundaryBinding[]>;
  boundary(name: string): Promise<Boundary>;
  close(): Promise<void>;
}

/** `BoundedAuth` tries again; the client's own tries would begin anew behind it. */
const ONCE = { retry: null };

/** Opens the API with credentials, over REST: proxies and a loopback server are spoken to in one way. */
export const openGoogleApi = (auth: BoundedAuth, endpoints: GoogleEndpoints): GoogleApi => {
  const { protocol, hostname, port } = new URL(endpoints.iam);
  const options = {
    auth,
    fallback: true,
    protocol: protocol.replace(":", ""),
    apiEndpoint: hostname,
    port: Number(port) || (protocol === "http:" ? 80 : 443),
  };
  const policies = new PoliciesClient(options);
  const bindings = new PolicyBindingsClient(options);
  const boundaries = new PrincipalAccessBoundaryPoliciesClient(options);
  return {
    read: async <T>(service: GoogleService, path: string) => {
      const answer = await auth.fetch(`${endpoints[service]}${path}`);
      return (await auth.bounded(answer.json())) as T;
    },
    denyPolicyNames: async (resource) => {
      const point = encodeURIComponent(`cloudresourcemanager.googleapis.com/${resource}`);
      const [found] = await auth.bounded(policies.listPolicies({ parent: `policies/${point}/denypolicies` }, ONCE));
      return found.map(({ name }) => name ?? "");
    },
    denyPolicy: async (name) => (await auth.bounded(policies.getPolicy({ name }, ONCE)))[0],
    boundaryBindings: async (parent, target) =>
      (
        await auth.bounded(bindings.searchTargetPolicyBindings({ parent: `${parent}/locations/global`, target }, ONCE))
      )[0],
    boundary: async (name) => (await auth.bounded(boundaries.getPrincipalAccessBoundaryPolicy({ name }, ONCE)))[0],
    close: async () => {
      await Promise.all([policies.close(), bindings.close(), boundaries.close()]);
    },
  };
};
