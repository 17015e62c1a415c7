import { z } from "zod";
import { API_KEY_HELPER_TTL, HELPER_NAME } from "../catalog/api-key-helper";
import { GEOGRAPHIES } from "../catalog/bedrock-profiles";
import { exactlyOneOf, httpsUrl, kubernetesName, text } from "./schema-values";

const uuid = (what: string) =>
  z
    .string()
    .regex(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      `${what}: a UUID in lower case, such as 7c9e6679-7425-40de-944b-e07fc1f90ae7`,
    );
const organizationId = uuid("the id of an Anthropic organization");
/** An id that Anthropic gives, by what it starts with. */
export const idOf = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9]{4,64}$`), `the id of ${what}, such as ${prefix}_01AbCdEfGh`);
/** A name that reaches a shell inside of a credential helper. */
const helperName = z.string().max(512).regex(HELPER_NAME.pattern, HELPER_NAME.allowed);
/** One line of a shell, the user's own. */
const ownCommand = z
  .string()
  .min(1)
  .max(2_000)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, "one line of printable text")
  .refine((value) => !value.includes("TfToken["), "text without CDKTF tokens");

/** Where a key lies that a person made; what reads it is the client's `apiKeyHelper`. */
const keyPlaces = [
  z.strictObject({
    in: text.describe("Provider entry in whose cloud the secret lies"),
    secret: z
      .string()
      .max(127)
      .regex(
        /^\/?[A-Za-z0-9](?:[\w/+=.@-]*[A-Za-z0-9])?$/,
        "letters, digits and _/+=.@-, beginning (after one slash at most) and ending with a letter or digit",
      ),
    kind: z
      .enum(["secretsManager", "parameterStore"])
      .optional()
      .describe("On AWS: AWS Secrets Manager (the default), or Parameter Store of AWS Systems Manager"),
    keyVault: z
      .string()
      .regex(/^[A-Za-z](?:-?[A-Za-z0-9]){2,23}$/, "the name of a key vault: 3 to 24 letters, digits and single hyphens")
      .optional()
      .describe("On Azure: the vault"),
    existing: z.boolean().optional().describe("The secret is there already; default: it is made"),
    valueVersion: z
      .int()
      .min(1)
      .optional()
      .describe("The value goes in at an apply, from an ephemeral variable; a higher number writes it anew"),
  }),
  z.strictObject({
    vault: z.strictObject({
      path: helperName,
      field: helperName,
      address: httpsUrl.regex(HELPER_NAME.pattern, HELPER_NAME.allowed).optional(),
    }),
  }),
  z.strictObject({ onePassword: helperName.refine((value) => value.startsWith("op://"), "op://VAULT/ITEM/FIELD") }),
  z.strictObject({ keychain: z.strictObject({ service: helperName, account: helperName.optional() }) }),
  z.strictObject({ pass: helperName }),
  z.strictObject({ command: z.strictObject({ posix: ownCommand, windows: ownCommand.optional() }) }),
] as const;
const KEY_KINDS = "in, vault, onePassword, keychain, pass, command";
/** Where a key lies, that a helper reads. */
export const key = exactlyOneOf(KEY_KINDS, keyPlaces);
/** How long a client keeps a key. */
export const ttlSeconds = z.int().min(API_KEY_HELPER_TTL.least).max(API_KEY_HELPER_TTL.most);

/** Claude for Teams and Enterprise: people sign in with their own Claude account. */
export const claudeAiEntry = z.strictObject({
  route: z.literal("claude-ai"),
  organization: z
    .union([organizationId, z.array(organizationId).min(1)])
    .describe("The organization that people must sign in to; or one of several"),
  memberRole: z.enum(["user", "managed"]).optional().describe("What invited people are; default: user"),
});

const GEOS = z.string().regex(/^[a-z]{2,20}$/, "a geography of Anthropic, such as us or global");
const workspace = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(40)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, "printable text"),
  dataResidency: z
    .strictObject({
      workspaceGeo: GEOS.optional().describe("Where data rests; another one replaces the workspace and takes its keys"),
      defaultInferenceGeo: GEOS.optional(),
      allowedInferenceGeos: z.array(GEOS).min(1).optional(),
    })
    .optional(),
});

/** The Claude Console, and its API. */
export const consoleEntry = z.strictObject({
  route: z.literal("console"),
  organization: organizationId,
  workspace: z
    .union([idOf("wrkspc", "a workspace"), workspace])
    .optional()
    .describe("One that is there, by its id; or one to be made"),
  manage: z
    .enum(["terraform", "byHand"])
    .optional()
    .describe("Who makes workspace and federation: Terraform with an Admin credential, or a person (the default)"),
  memberRole: z
    .enum(["claude_code_user", "developer", "user", "billing"])
    .optional()
    .describe("What invited people are; default: claude_code_user"),
  workspaceRole: z
    .enum(["workspace_user", "workspace_developer", "workspace_restricted_developer"])
    .optional()
    .describe("What members are in the workspace, where Terraform makes them; default: nobody is made one"),
  key: key.optional().describe("A key, read by a helper; without it people sign in, and machines federate"),
  keyTtlSeconds: ttlSeconds.optional().describe("How long a client keeps the key; default: 300"),
  federation: z
    .strictObject({
      audience: text.optional().describe("What the tokens' aud must be; default: Anthropic's own"),
      tokenLifetimeSeconds: z.int().min(60).max(86_400).optional().describe("Default: 3600"),
      rules: z
        .record(
          z.string().regex(/^[a-z][a-z0-9-]*\/(ci|workload)\/[a-z][a-z0-9-]*$/, "TEAM/ci/NAME or TEAM/workload/NAME"),
          z.strictObject({
            rule: idOf("fdrl", "a federation rule"),
            serviceAccount: idOf("svac", "a service account"),
          }),
        )
        .optional()
        .describe("Ids of what was made by hand"),
    })
    .optional()
    .describe("Pipelines and workloads exchange their own tokens; no key"),
});

const headerName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, "the name of a header: letters, digits, hyphens");
const headerValue = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/, "printable ASCII without a space at either end");
const filePath = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}"]*$/u, "a path, printable and without double quotes");
const proxyUrl = z
  .string()
  .max(512)
  .regex(/^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?$/, "http:// or https://, a host, a port");
const cidr = z.string().regex(/^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$|^[0-9a-f:]+\/\d{1,3}$/, "a range such as 10.0.0.0/8");

const network = z
  .strictObject({
    caFile: filePath.optional().describe("Certificates of an authority of one's own, in PEM, on each machine"),
    clientCertificateFile: filePath.optional(),
    clientKeyFile: filePath.optional(),
    proxy: proxyUrl.optional(),
    noProxy: z
      .array(z.string().regex(/^[A-Za-z0-9.*:/-]{1,255}$/, "a host, a domain or a range"))
      .min(1)
      .optional(),
  })
  .describe("How clients get to the gateway");

/** An LLM gateway, or Anthropic's apps gateway; which keys belong together is judged in `rules/anthropic-entries.ts`. */
export const gatewayEntry = z.strictObject({
  route: z.literal("gateway"),
  baseUrl: httpsUrl
    .refine((value) => !value.endsWith("/"), "an https:// address without a slash at its end")
    .optional()
    .describe("An LLM gateway: LiteLLM, Portkey, Kong, one of your own"),
  apps: z
    .strictObject({
      url: httpsUrl,
      internalNetworks: z.array(cidr).min(1).optional().describe("Networks in which the gateway's address may lie"),
    })
    .optional()
    .describe("Anthropic's apps gateway, which people sign in to; instead of baseUrl"),
  inFrontOf: z
    .enum(["anthropic", "bedrock", "vertex", "foundry"])
    .optional()
    .describe("Whose API the gateway speaks; default: anthropic"),
  region: z
    .string()
    .regex(/^[a-z0-9-]{2,32}$/, "a region")
    .optional()
    .describe("In front of Bedrock and Vertex AI"),
  geography: z.enum(GEOGRAPHIES).optional().describe("In front of Bedrock: which profiles are asked for"),
  project: z
    .string()
    .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, "a project of Google Cloud")
    .optional()
    .describe("In front of Vertex AI"),
  token: z
    .union([z.strictObject({ variable: z.enum(["ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_API_KEY"]) }), ...keyPlaces], {
      error: `exactly one of variable, ${KEY_KINDS}`,
    })
    .optional()
    .describe("What the client shows the gateway: a variable of its environment, or what a helper reads"),
  tokenTtlSeconds: ttlSeconds.optional(),
  headers: z.record(headerName, headerValue).optional().describe("Sent with every request; no credential"),
  modelDiscovery: z.boolean().optional().describe("The client asks the gateway which models it has"),
  modelNames: z.record(z.string(), text).optional().describe("What the gateway calls a model, by its name here"),
  network: network.optional(),
});

/** Kinds of workloads that exchange tokens of their own with Anthropic, and a machine without any. */
export const anthropicWorkloads = [
  z.strictObject({
    kubernetes: z.strictObject({ issuer: httpsUrl, namespace: kubernetesName, serviceAccount: kubernetesName }),
  }),
  z.strictObject({
    googleToken: z.strictObject({
      serviceAccount: z
        .string()
        .regex(/^[^@\s]+@[a-z0-9.-]+\.gserviceaccount\.com$/, "the e-mail of a service account"),
      uniqueId: z.string().regex(/^\d{10,30}$/, "its unique id, in quotes"),
    }),
  }),
  z.strictObject({
    entraToken: z.strictObject({
      tenant: uuid("a tenant"),
      principalId: uuid("the object id of a managed identity or service principal"),
      audience: text,
    }),
  }),
  z.strictObject({
    awsToken: z.strictObject({
      issuer: httpsUrl.describe("The account's own issuer of outbound web identity federation"),
      roleArn: z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, "the ARN of a role"),
    }),
  }),
  z.strictObject({ token: z.strictObject({ issuer: httpsUrl, audience: text, subject: text }) }),
  z.strictObject({ host: z.strictObject({}) }),
] as const;

/** A person of an Anthropic organization. */
export const member = z
  .string()
  .max(254)
  .regex(
    /^[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/,
    "an e-mail address",
  );

export type ClaudeAiEntry = z.infer<typeof claudeAiEntry>;
export type ConsoleEntry = z.infer<typeof consoleEntry>;
export type GatewayEntry = z.infer<typeof gatewayEntry>;
export type KeyPlace = z.infer<typeof key>;
export type GatewayToken = NonNullable<GatewayEntry["token"]>;
