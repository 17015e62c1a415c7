import { z } from "zod";
import { day, exactlyOneOf, httpsUrl, issuerUrl, kubernetesName, minutes, text } from "./schema-values";

const projectId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, "a project id: 6 to 30 lower-case letters, digits and hyphens");
const digits = (what: string) => z.string().regex(/^\d{1,20}$/, `${what}: digits in quotes`);
/** A region or multi-region of Google Cloud. */
const location = z
  .string()
  .regex(/^(global|us|eu|[a-z]+-[a-z]+\d{1,2})$/, "global, us, eu, or a region such as europe-west1");
const poolId = z
  .string()
  .regex(/^(?!gcp-)[a-z0-9-]{4,32}$/, "4 to 32 lower-case letters, digits and hyphens, not starting with gcp-");
export const serviceAccountEmail = z
  .string()
  .max(128)
  .regex(
    /^[a-z0-9-]+@([a-z0-9-]+\.iam|developer|appspot)\.gserviceaccount\.com$/,
    "the e-mail of a service account, such as claude@my-project.iam.gserviceaccount.com",
  );

/** How people of a company without Google accounts sign in; the pool belongs to the organization. */
const workforce = z.strictObject({
  pool: z.string().regex(/^(?!gcp-)[a-z][a-z0-9-]{4,61}[a-z0-9]$/, "6 to 63 lower-case letters, digits and hyphens"),
  provider: poolId,
  existing: z.literal(true).optional().describe("The pool and its provider exist; nothing of them is created"),
  oidc: z
    .strictObject({
      issuer: httpsUrl,
      clientId: text,
      groupsClaim: z
        .string()
        .regex(/^\w{1,64}$/, "the name of a claim")
        .optional()
        .describe("Default: groups"),
    })
    .optional(),
  saml: z
    .strictObject({
      metadataFile: text,
      groupsAttribute: text.optional().describe("Attribute of the assertion that lists the groups; default: groups"),
    })
    .optional(),
  sessionMinutes: minutes.optional(),
});

const googleSignIn = exactlyOneOf("googleAccounts, workforce", [
  z.strictObject({ googleAccounts: z.strictObject({}) }),
  z.strictObject({ workforce }),
]);

/** A pool and provider that exist for an issuer, so that none is created. */
const existingPool = z.strictObject({
  issuer: issuerUrl,
  pool: poolId,
  provider: poolId,
  projectNumber: digits("a project number").optional().describe("Project of the pool; default: the entry's"),
});

/** Principals as deny policies write them. */
const denyPrincipal = z
  .string()
  .max(512)
  .regex(/^principal(Set)?:\/\/[\w.@:/%+=,~-]+$/, "a principal, such as principalSet://goog/group/admins@acme.example");

/** What every route in a Google Cloud project declares. */
const project = {
  project: projectId,
  projectNumber: digits("a project number").optional().describe("Left out, it is looked up at plan time"),
  createProject: z
    .strictObject({
      folder: digits("the number of a folder"),
      billingAccount: z
        .string()
        .regex(/^[0-9A-F]{6}(-[0-9A-F]{6}){2}$/, "a billing account, such as 012345-6789AB-CDEF01"),
      name: z
        .string()
        .regex(/^[\w '"!-]{4,30}$/, "4 to 30 letters, digits, spaces, hyphens, quotes and exclamation marks")
        .optional(),
    })
    .optional()
    .describe("Makes the project, in a stack of its own"),
  organizationId: digits("the number of an organization").optional(),
  signIn: googleSignIn.optional(),
  deploy: z
    .strictObject({ impersonate: serviceAccountEmail.optional(), quotaProject: projectId.optional() })
    .optional(),
  federation: z
    .enum(["direct", "serviceAccount"])
    .optional()
    .describe("Whether pipelines hold the grant themselves (the default) or through a service account each"),
  identityPools: z.strictObject({ existing: z.array(existingPool).optional() }).optional(),
  quotaProject: z
    .enum(["own", "none"])
    .optional()
    .describe("Whether people may name the project for quota, which user credentials need; default: own"),
  guardRails: z
    .strictObject({
      deny: z
        .strictObject({ except: z.array(denyPrincipal).optional() })
        .optional()
        .describe("Denies calling models to everybody whom this declaration does not name"),
      accessBoundary: z
        .strictObject({ alsoProjects: z.array(projectId).optional() })
        .optional()
        .describe("Keeps pipelines from everything outside of this project"),
    })
    .optional(),
};

/** Claude models on Vertex AI. */
export const vertexEntry = z.strictObject({
  route: z.literal("vertex"),
  ...project,
  region: location,
  modelRegions: z.record(z.string(), location).optional().describe("Models that another location answers for"),
  offered: z
    .record(z.string(), z.array(location))
    .optional()
    .describe("Locations at which models answer, as far as the catalog does not know"),
  role: exactlyOneOf("custom, predefined", [
    z.strictObject({ custom: z.strictObject({ level: z.enum(["project", "organization"]) }) }),
    z.strictObject({
      predefined: z.string().regex(/^roles\/[a-zA-Z.]+$/, "a predefined role, such as roles/aiplatform.user"),
    }),
  ]).optional(),
  modelRestriction: z
    .enum(["project", "union", "settings"])
    .optional()
    .describe(
      "project: an organization policy allows the one set of all teams; union: all their sets together; settings: no policy",
    ),
  features: z
    .array(z.enum(["web_search", "structured_outputs"]))
    .optional()
    .describe("Features of partner models that an organization policy allows; left out, no policy is made"),
});

/** Claude models on Google Cloud that Anthropic manages. */
export const anthropicGoogleCloudEntry = z.strictObject({
  route: z.literal("anthropic-google-cloud"),
  ...project,
  location: location.optional(),
  workspace: z.string().regex(/^wrkspc_[A-Za-z0-9]{8,64}$/, "a workspace id, such as wrkspc_01AbCdEfGh"),
});

/** Kinds of workloads that run on Google Cloud. */
export const googleWorkloads = [
  z.strictObject({
    gke: z.strictObject({
      namespace: kubernetesName,
      serviceAccount: kubernetesName,
      project: projectId.optional().describe("Project of the cluster; default: the entry's"),
      projectNumber: digits("a project number").optional(),
    }),
  }),
  z.strictObject({ cloudRun: z.strictObject({}) }),
  z.strictObject({ computeEngine: z.strictObject({}) }),
  z.strictObject({ serviceAccount: z.strictObject({ email: serviceAccountEmail }) }),
  z.strictObject({
    impersonation: z.strictObject({
      by: z
        .array(
          z.string().regex(/^(user|group|serviceAccount):\S+@\S+$/, "user:, group: or serviceAccount: and an e-mail"),
        )
        .min(1),
      until: day,
    }),
  }),
  z.strictObject({ serviceAccountKey: z.unknown() }),
] as const;

export type VertexEntry = z.infer<typeof vertexEntry>;
export type AnthropicGoogleCloudEntry = z.infer<typeof anthropicGoogleCloudEntry>;
export type GoogleSignInDeclared = z.infer<typeof googleSignIn>;
