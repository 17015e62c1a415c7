import type { Answer, Answers } from "./fake-google";

export const NUMBER = "123456789012";
export const PROJECT = `projects/${NUMBER}`;
export const GROUP = "group:claude@acme.example";
export const PIPELINE = `principalSet://iam.googleapis.com/${PROJECT}/locations/global/workloadIdentityPools/claude-github/attribute.repository/acme/payments`;
export const ACCOUNT = "serviceAccount:reviewer@acme-claude.iam.gserviceaccount.com";
export const PEOPLE = "principalSet://iam.googleapis.com/locations/global/workforcePools/acme/group/claude";

/** Path of the list of deny policies of a resource. */
export const denyList = (resource: string): string =>
  `/v2/policies/cloudresourcemanager.googleapis.com%2F${resource.replace("/", "%2F")}/denypolicies`;
/** Path of one deny policy. */
export const denyPolicy = (resource: string, id: string): string => `${denyList(resource)}/${id}`;

/** Path of the bindings of a set of principals. */
export const bindings = (parent: string, target: string): string =>
  `/v3/${parent}/locations/global/policyBindings:searchTargetPolicyBindings?target=${target}`;
export const ofResource = (resource: string): string =>
  bindings(resource, `//cloudresourcemanager.googleapis.com/${resource}`);
export const WORKSPACE = bindings("organizations/55", "//iam.googleapis.com/locations/global/workspace/C01abcde2");
export const PIPELINE_POOL = bindings(
  PROJECT,
  `//iam.googleapis.com/${PROJECT}/locations/global/workloadIdentityPools/claude-github`,
);
export const PEOPLE_POOL = bindings("organizations/55", "//iam.googleapis.com/locations/global/workforcePools/acme");
export const BOUNDARY = "/v3/organizations/55/locations/global/principalAccessBoundaryPolicies";

export const SERVICE = "/v1/projects/acme-claude/services/aiplatform.googleapis.com";
export const MODELS = "/v2/projects/acme-claude/policies/vertexai.allowedModels:getEffectivePolicy";

const json = (body: unknown): Answer => ({ json: body });

/** A project two folders below an organization, in which nothing is in the way. */
export const CLEAN: Answers = {
  "/v3/projects/acme-claude": json({
    name: PROJECT,
    projectId: "acme-claude",
    parent: "folders/77",
    state: "ACTIVE",
  }),
  "/v3/folders/77": json({ name: "folders/77", parent: "folders/66", state: "ACTIVE" }),
  "/v3/folders/66": json({ name: "folders/66", parent: "organizations/55", state: "ACTIVE" }),
  "/v3/organizations/55": json({ name: "organizations/55", directoryCustomerId: "C01abcde2", state: "ACTIVE" }),
  [SERVICE]: json({ name: `${PROJECT}/services/aiplatform.googleapis.com`, state: "ENABLED" }),
  [MODELS]: json({ name: `${PROJECT}/policies/vertexai.allowedModels`, spec: { rules: [{ allowAll: true }] } }),
  [denyList(PROJECT)]: json({}),
  [denyList("folders/77")]: json({}),
  [denyList("folders/66")]: json({}),
  [denyList("organizations/55")]: json({}),
  [ofResource(PROJECT)]: json({}),
  [ofResource("folders/77")]: json({}),
  [ofResource("folders/66")]: json({}),
  [ofResource("organizations/55")]: json({}),
  [WORKSPACE]: json({}),
  [PIPELINE_POOL]: json({}),
  [PEOPLE_POOL]: json({}),
};

/** Answers of a resource that has one deny policy of one rule. */
export const withDeny = (resource: string, denyRule: unknown): Answers => {
  const name = `policies/cloudresourcemanager.googleapis.com%2F${resource.replace("/", "%2F")}/denypolicies/no-models`;
  return {
    [denyList(resource)]: json({ policies: [{ name, kind: "DenyPolicy" }] }),
    [denyPolicy(resource, "no-models")]: json({ name, kind: "DenyPolicy", rules: [{ denyRule }] }),
  };
};

/** Answers of the organization's set with one boundary bound to it. */
export const withBoundary = (path: string, id: string, resources: readonly string[], condition?: string): Answers => {
  const policy = `organizations/55/locations/global/principalAccessBoundaryPolicies/${id}`;
  const binding = { name: `organizations/55/locations/global/policyBindings/${id}`, policy, policyKind: 1 };
  return {
    [path]: json({
      policyBindings: [{ ...binding, ...(condition === undefined ? {} : { condition: { expression: condition } }) }],
    }),
    [`${BOUNDARY}/${id}`]: json({
      name: policy,
      details: { rules: [{ resources, effect: 1 }], enforcementVersion: "3" },
    }),
  };
};
