import { z } from "zod";
import { GEOGRAPHIES } from "../catalog/bedrock-profiles";
import type { ClaudeAiEntry, ConsoleEntry, GatewayEntry, KeyPlace } from "./schema-anthropic";
import { anthropicWorkloads, claudeAiEntry, consoleEntry, gatewayEntry, member } from "./schema-anthropic";
import type { AnthropicAwsEntry, AwsEntry, BedrockEntry, Deployer, MantleEntry, SignIn } from "./schema-aws";
import { accountId, anthropicAwsEntry, arn, bedrockEntry, mantleEntry, region } from "./schema-aws";
import { azureWorkloads, type FoundryEntry, foundryEntry } from "./schema-azure";
import { anthropicGoogleCloudEntry, googleWorkloads, vertexEntry } from "./schema-google";
import { state } from "./schema-state";
import { day, exactlyOneOf, httpsUrl, issuerUrl, kubernetesName, minutes, name, text } from "./schema-values";

const modelSet = z
  .strictObject({
    opus: z.string().optional(),
    sonnet: z.string().optional(),
    haiku: z.string().optional(),
    fable: z.string().optional(),
    default: z.enum(["opus", "sonnet", "haiku", "fable"]).optional(),
    retiring: z.array(z.strictObject({ model: z.string(), until: day })).optional(),
  })
  .describe("A named set of models: what is pinned is what is granted");

const perEntry = <T extends z.ZodType>(value: T) => z.union([value, z.record(z.string(), value)]);

const peopleKeys = z.strictObject({
  group: perEntry(text).optional(),
  groupId: perEntry(z.uuid()).optional().describe("Id of the group in the identity store; no look-up then"),
  subjects: z.array(text).min(1).optional().describe("Subjects of an OIDC or SAML sign-in, instead of a group"),
  members: z.array(member).min(1).optional().describe("E-mail addresses, for the members of an Anthropic organization"),
  memberRole: z
    .enum(["claude_code_user", "developer", "user", "billing", "managed"])
    .optional()
    .describe("What they are there; default: as the entry says"),
  sessionMinutes: minutes.optional(),
  all: z.literal(true).optional().describe("Everybody who can sign in: of an Anthropic organization, of a gateway"),
});
const people = z.union([peopleKeys, z.literal("all").transform((): z.infer<typeof peopleKeys> => ({ all: true }))]);

const numericId = z.union([z.int().positive(), z.string().regex(/^\d{1,20}$/)]);
const github = z.strictObject({
  repository: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/, "OWNER/REPOSITORY"),
  ownerId: numericId.optional(),
  repositoryId: numericId.optional(),
  environment: text.optional(),
  branch: text.optional(),
  tag: text.optional(),
  workflow: text
    .optional()
    .describe("Reusable workflow, OWNER/REPO/.github/workflows/FILE@REF (claim job_workflow_ref)"),
  subject: text.optional().describe("A subject made by a customised template, as a whole"),
  server: issuerUrl.optional().describe("Issuer of a GitHub Enterprise Server or of an enterprise's own issuer"),
});
const gitlab = z.strictObject({
  project: z.string().regex(/^[\w.-]+(\/[\w.-]+)+$/, "GROUP/PROJECT"),
  branch: text.optional(),
  tag: text.optional(),
  server: issuerUrl.optional(),
  audience: text.optional(),
});
const oidc = z.strictObject({ issuer: httpsUrl, audience: text, subject: text });

const session = { sessionMinutes: minutes.optional() };
const ci = exactlyOneOf("github, gitlab, oidc", [
  z.strictObject({ github, ...session }),
  z.strictObject({ gitlab, ...session }),
  z.strictObject({ oidc, ...session }),
]);

const workload = exactlyOneOf(
  "eks, irsa, ecs, ec2, lambda, existingRole, account, gke, cloudRun, computeEngine, serviceAccount, impersonation, aks, managedIdentity, existingIdentity, application, kubernetes, googleToken, entraToken, awsToken, token, host",
  [
    z.strictObject({
      eks: z.strictObject({
        cluster: z.string().regex(/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/, "an EKS cluster name"),
        namespace: kubernetesName,
        serviceAccount: kubernetesName,
      }),
      ...session,
    }),
    z.strictObject({
      irsa: z.strictObject({ issuer: httpsUrl, namespace: kubernetesName, serviceAccount: kubernetesName }),
      ...session,
    }),
    z.strictObject({ ecs: z.strictObject({}), ...session }),
    z.strictObject({ ec2: z.strictObject({}), ...session }),
    z.strictObject({ lambda: z.strictObject({}), ...session }),
    z.strictObject({ existingRole: z.strictObject({ arn: arn("iam") }) }),
    z.strictObject({
      account: z.strictObject({
        account: accountId,
        role: arn("iam").optional().describe("The one role of that account that may come in; else the whole account"),
        externalId: z
          .string()
          .regex(/^[\w+=,.@:/-]{2,1224}$/, "2 to 1224 letters, digits and +=,.@:/-_")
          .optional(),
        organizationId: z
          .string()
          .regex(/^o-[a-z0-9]{10,32}$/, "an organization id, such as o-a1b2c3d4e5")
          .optional(),
      }),
      ...session,
    }),
    ...googleWorkloads,
    ...azureWorkloads,
    ...anthropicWorkloads,
  ],
);

const team = z.strictObject({
  formerly: z
    .union([name, z.array(name).min(1)])
    .optional()
    .describe("Former name, or several, the newest first; what can be moved is moved, not replaced"),
  uses: z.union([name, z.array(name).min(1)]),
  models: z.string().optional().describe("A set of models; only people who sign in with a Claude account need none"),
  people: people.optional(),
  ci: z.record(name, ci).optional(),
  workloads: z.record(name, workload).optional(),
});

const envValue = z.union([z.string(), z.number(), z.boolean()]);
const clients = z.strictObject({
  minimumVersion: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, "a version such as 2.1.224")
    .optional(),
  deliver: z.enum(["managed", "user", "project", "environment"]).optional(),
  env: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of an environment variable"), envValue)
    .optional(),
});

/** Destination regions that the user knows and the catalog does not (or knows otherwise), by model and geography. */
const profiles = z.record(
  z.string(),
  z.partialRecord(z.enum(GEOGRAPHIES), z.strictObject({ regions: z.array(region) })),
);

/** One place where Claude is reached, by its route. */
export const providerEntry = z.discriminatedUnion("route", [
  anthropicAwsEntry,
  anthropicGoogleCloudEntry,
  bedrockEntry,
  claudeAiEntry,
  consoleEntry,
  foundryEntry,
  gatewayEntry,
  mantleEntry,
  vertexEntry,
]);

/** Shape of a declaration; what one value says about another is judged in `static-rules.ts`. */
export const declarationSchema = z.strictObject({
  $schema: z.string().optional(),
  organization: name,
  include: z.union([text, z.array(text)]).optional(),
  state: state.optional(),
  models: z.record(name, modelSet),
  profiles: profiles.optional(),
  providers: z.record(name, providerEntry),
  teams: z.record(name, team),
  clients: clients.optional(),
});

/** What a file named by `include:` may hold. */
export const teamFileSchema = z.strictObject({ $schema: z.string().optional(), teams: z.record(name, team) });

/** What the user declared, typed and whole: every name resolved, every value within its limits. */
export type Declaration = z.infer<typeof declarationSchema>;
export type ModelSet = z.infer<typeof modelSet>;
export type ProviderEntry = Declaration["providers"][string];
export type GoogleEntry = Extract<ProviderEntry, { route: "vertex" | "anthropic-google-cloud" }>;
export type {
  AnthropicAwsEntry,
  AwsEntry,
  BedrockEntry,
  ClaudeAiEntry,
  ConsoleEntry,
  Deployer,
  FoundryEntry,
  GatewayEntry,
  KeyPlace,
  MantleEntry,
  SignIn,
};
export type Team = z.infer<typeof team>;
export type People = z.infer<typeof people>;
export type Ci = z.infer<typeof ci>;
export type GithubCi = z.infer<typeof github>;
export type GitlabCi = z.infer<typeof gitlab>;
export type OidcCi = z.infer<typeof oidc>;
export type Workload = z.infer<typeof workload>;
export type Clients = z.infer<typeof clients>;
export type State = z.infer<typeof state>;
