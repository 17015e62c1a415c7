import { z } from "zod";
import { GEOGRAPHIES } from "../catalog/bedrock-profiles";
import type { ClaudeAiEntry, ConsoleEntry, GatewayEntry, KeyPlace } from "./schema-anthropic";
import { anthropicWorkloads, claudeAiEntry, consoleEntry, gatewayEntry, member } from "./schema-anthropic";
import { azureWorkloads, type FoundryEntry, foundryEntry } from "./schema-azure";
import { anthropicGoogleCloudEntry, googleWorkloads, vertexEntry } from "./schema-google";
import { state } from "./schema-state";
import { day, exactlyOneOf, httpsUrl, issuerUrl, kubernetesName, minutes, name, text } from "./schema-values";

const accountId = z.string().regex(/^\d{12}$/, 'twelve digits in quotes, such as "111122223333"');
const region = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, "an AWS region, such as eu-central-1");
const arn = (service: string) =>
  z
    .string()
    .regex(new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]*:(\\d{12}|aws)?:[\\w+=,.@/:-]+$`), `an ARN of ${service}`);
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

/** How the person or pipeline that deploys signs in to one account; nothing set: the ambient AWS credentials. */
const deployer = z.strictObject({
  profile: text.optional(),
  assumeRole: arn("iam").optional(),
  externalId: text.optional(),
});

/** Text for an AWS config file, which has no quoting: `#` or `;` after a space would begin a comment. */
const configText = text.refine((value) => !/(^|\s)[#;]/.test(value), "a command without # or ; after a space");

/** What obtains credentials on a laptop. Exactly one. */
const laptop = exactlyOneOf("credentialProcess, awsAuthRefresh", [
  z.strictObject({ credentialProcess: configText }),
  z.strictObject({ awsAuthRefresh: text }),
]);

const signIn = exactlyOneOf("identityCenter, oidc, saml", [
  z.strictObject({
    identityCenter: z.strictObject({
      region,
      startUrl: httpsUrl,
      account: accountId
        .optional()
        .describe("Account in which the Identity Center is deployed to; any other stops the plan"),
      instanceArn: arn("sso").optional(),
      identityStoreId: z
        .string()
        .regex(/^d-[0-9a-f]{10}$/, "an identity store id, such as d-1234567890")
        .optional(),
      deploy: deployer.optional(),
    }),
  }),
  z.strictObject({
    oidc: z.strictObject({
      issuer: httpsUrl,
      audience: text,
      groupTag: text.optional().describe("Session tag that carries the group (aws:RequestTag/NAME)"),
      laptop,
    }),
  }),
  z.strictObject({
    saml: z.strictObject({
      provider: z.string().regex(/^[\w.-]{1,128}$/, "the name of a SAML provider: letters, digits, `.`, `_`, `-`"),
      metadataFile: text.optional().describe("Metadata of an owned provider; left out, the provider exists already"),
      groupTag: text,
      laptop,
    }),
  }),
]);

/** What AWS takes in tags, without its own prefix. */
const tagText = z
  .string()
  .regex(
    /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
    "letters, digits, spaces and _ . : / = + - @, not starting with aws:",
  );

const bedrockEntry = z.strictObject({
  route: z.literal("bedrock"),
  account: accountId,
  region,
  geography: z.enum(GEOGRAPHIES),
  signIn: signIn.optional(),
  deploy: deployer.optional(),
  permissionsBoundary: arn("iam").optional(),
  rolePath: z
    .string()
    .max(256)
    .regex(/^\/([\w+=,.@-]+\/)*$/, "a path that starts and ends with /")
    .optional(),
  namePrefix: z
    .string()
    .max(16)
    .regex(/^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/, "letters, digits and single hyphens, starting with a letter")
    .optional(),
  tags: z.record(tagText.min(1).max(128), tagText.max(256)).optional(),
  sessionMinutes: minutes.optional(),
  applicationProfiles: z.boolean().optional().describe("One application inference profile a team and model, tagged"),
  identityProviders: z
    .strictObject({ existing: z.array(httpsUrl).optional() })
    .optional()
    .describe("Issuers whose OIDC provider the account has already; every other is created in shared-ACCOUNT"),
  resolve: z.enum(["catalog", "plan"]).optional(),
});

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
  anthropicGoogleCloudEntry,
  bedrockEntry,
  claudeAiEntry,
  consoleEntry,
  foundryEntry,
  gatewayEntry,
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
export type BedrockEntry = z.infer<typeof bedrockEntry>;
export type ProviderEntry = Declaration["providers"][string];
export type GoogleEntry = Extract<ProviderEntry, { route: "vertex" | "anthropic-google-cloud" }>;
export type { ClaudeAiEntry, ConsoleEntry, FoundryEntry, GatewayEntry, KeyPlace };
export type SignIn = z.infer<typeof signIn>;
export type Deployer = z.infer<typeof deployer>;
export type Team = z.infer<typeof team>;
export type People = z.infer<typeof people>;
export type Ci = z.infer<typeof ci>;
export type GithubCi = z.infer<typeof github>;
export type GitlabCi = z.infer<typeof gitlab>;
export type OidcCi = z.infer<typeof oidc>;
export type Workload = z.infer<typeof workload>;
export type Clients = z.infer<typeof clients>;
export type State = z.infer<typeof state>;
