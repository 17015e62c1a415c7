import { z } from "zod";
import { GEOGRAPHIES } from "../catalog/bedrock-profiles";
import { idOf, key, ttlSeconds } from "./schema-anthropic";
import { exactlyOneOf, httpsUrl, minutes, text } from "./schema-values";

/** An account of AWS. */
export const accountId = z.string().regex(/^\d{12}$/, 'twelve digits in quotes, such as "111122223333"');
/** A region of AWS, as far as its shape tells. */
export const region = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, "an AWS region, such as eu-central-1");
/** An ARN of one service. */
export const arn = (service: string) =>
  z
    .string()
    .regex(new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]*:(\\d{12}|aws)?:[\\w+=,.@/:-]+$`), `an ARN of ${service}`);
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

const place = { account: accountId, region };

/** Who signs in and who deploys, and what identities in the account look like. */
const identities = {
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
};

const identityProviders = z
  .strictObject({ existing: z.array(httpsUrl).optional() })
  .optional()
  .describe("Issuers whose OIDC provider the account has already; every other is created in shared-ACCOUNT");

/** Amazon Bedrock. */
export const bedrockEntry = z.strictObject({
  route: z.literal("bedrock"),
  ...place,
  geography: z.enum(GEOGRAPHIES),
  ...identities,
  applicationProfiles: z.boolean().optional().describe("One application inference profile a team and model, tagged"),
  identityProviders,
  resolve: z.enum(["catalog", "plan"]).optional(),
});

/** Bedrock Mantle: Anthropic's own API, behind AWS credentials. */
export const mantleEntry = z.strictObject({
  route: z.literal("mantle"),
  ...place,
  ...identities,
  identityProviders,
  bedrock: z
    .strictObject({
      // A model called in its own region has an id like one of Mantle's, and the client would ask Mantle for it.
      geography: z.enum(GEOGRAPHIES).exclude(["in-region", "us-gov"]),
    })
    .optional()
    .describe("Models that are not on Mantle go through Amazon Bedrock, in this geography; left out, they are refused"),
});

/** Claude Platform on AWS: Anthropic's own API and workspaces, behind AWS credentials. */
export const anthropicAwsEntry = z.strictObject({
  route: z.literal("anthropic-aws"),
  ...place,
  workspace: idOf("wrkspc", "a workspace"),
  ...identities,
  identityProviders,
  key: key.optional().describe("A key of the workspace, read by a helper, instead of identities of AWS"),
  keyTtlSeconds: ttlSeconds.optional().describe("How long a client keeps the key; default: 300"),
});

export type BedrockEntry = z.infer<typeof bedrockEntry>;
export type MantleEntry = z.infer<typeof mantleEntry>;
export type AnthropicAwsEntry = z.infer<typeof anthropicAwsEntry>;
/** An entry on a route in an account of AWS. */
export type AwsEntry = BedrockEntry | MantleEntry | AnthropicAwsEntry;
export type SignIn = z.infer<typeof signIn>;
export type Deployer = z.infer<typeof deployer>;
