import { z } from "zod";
import { FOUNDRY_HOSTINGS, FOUNDRY_INDUSTRIES, FOUNDRY_SKUS } from "../catalog/foundry-models";
import { httpsUrl, kubernetesName, text } from "./schema-values";

const guid = (what: string) =>
  z
    .string()
    .regex(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      `${what}: a GUID in lower case, such as 11111111-2222-3333-4444-555555555555`,
    );
/** What Azure takes as the name of a deployment, a project or a resource group. */
const azureName = (what: string) =>
  z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9_-])?$/, `${what}: 1 to 64 letters, digits, - _ .`);

const deployment = z.strictObject({
  name: azureName("the name of a deployment").optional().describe("What the client sends; default: the model's name"),
  version: z
    .string()
    .regex(/^\d{1,8}$/, 'a version in quotes: "1" or a day (Anthropic hosts), "2" (Azure hosts)')
    .optional()
    .describe("It says who hosts, and is never the highest by itself"),
  sku: z.enum(FOUNDRY_SKUS).optional(),
  capacity: z.int().min(1).max(1_000_000).optional().describe("Thousands of tokens a minute; default: the entry's"),
});

/** Claude models on Microsoft Foundry. */
export const foundryEntry = z.strictObject({
  route: z.literal("foundry"),
  tenant: guid("a tenant"),
  subscription: guid("a subscription"),
  resourceGroup: z
    .string()
    .regex(/^[\w().-]{0,89}[\w()-]$/, "the name of a resource group: up to 90 letters, digits, - _ . ( )"),
  resource: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,62}[a-z0-9]$/,
      "the name of an account: 2 to 64 lower-case letters, digits and hyphens",
    ),
  location: z.string().regex(/^[a-z]+[a-z0-9]*$/, "a region of Azure, such as swedencentral"),
  existing: z
    .enum(["resourceGroup", "account", "deployments"])
    .optional()
    .describe("How much is there already: the resource group; the account in it, too; its deployments, too"),
  anthropicTerms: z
    .strictObject({
      accept: z.boolean(),
      organizationName: text,
      countryCode: z.string().regex(/^[A-Z]{2}$/, "two capitals, such as DE (ISO 3166-1)"),
      industry: z.enum(FOUNDRY_INDUSTRIES),
    })
    .optional()
    .describe("Deploying a Claude model accepts Anthropic's terms and signs its offer on Azure Marketplace"),
  hosting: z.enum(FOUNDRY_HOSTINGS).optional().describe("Whose machines run the models; default: anthropic"),
  sku: z.enum(FOUNDRY_SKUS).optional().describe("Default: GlobalStandard"),
  capacity: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe("Thousands of tokens a minute of each deployment; default: 100"),
  deployments: z.record(z.string(), deployment).optional().describe("What one model has otherwise, by its name"),
  modelRestriction: z
    .enum(["account", "union"])
    .optional()
    .describe("account: the one set of all teams is deployed; union: all their sets together"),
  role: z
    .enum(["cognitiveServicesUser", "foundryUser", "custom"])
    .optional()
    .describe("Default: cognitiveServicesUser, which keys are switched off for"),
  federation: z
    .enum(["identity", "application"])
    .optional()
    .describe("What a pipeline is: a user-assigned identity (the default), or an application of the tenant"),
  network: z
    .strictObject({
      publicAccess: z.boolean().optional().describe("Default: true"),
      addresses: z
        .array(z.string().regex(/^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/, "an IPv4 address or range"))
        .optional()
        .describe("Where requests may come from; every other address is kept out"),
      subnets: z
        .array(
          z
            .string()
            .regex(
              /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w().-]+\/providers\/Microsoft\.Network\/virtualNetworks\/[\w.-]+\/subnets\/[\w.-]+$/,
              "the resource id of a subnet",
            ),
        )
        .optional(),
    })
    .optional(),
  project: azureName("the name of a project").optional().describe("Left out, none is made: calling models needs none"),
  baseUrl: httpsUrl
    .refine((value) => value.endsWith("/anthropic"), "an address that ends in /anthropic")
    .optional()
    .describe("Where clients call instead of the account's own address, such as a gateway in front of it"),
  purgeOnDestroy: z
    .boolean()
    .optional()
    .describe("A deleted account holds its quota for 48 hours, unless it is purged"),
  tags: z.record(z.string().min(1).max(512), z.string().max(256)).optional(),
});

/** Kinds of workloads that run on Azure. */
export const azureWorkloads = [
  z.strictObject({
    aks: z.strictObject({ issuer: httpsUrl, namespace: kubernetesName, serviceAccount: kubernetesName }),
  }),
  z.strictObject({
    managedIdentity: z.strictObject({ on: z.enum(["virtualMachine", "containerApp", "functionApp"]) }),
  }),
  z.strictObject({
    existingIdentity: z.strictObject({
      principalId: guid("the object id of a managed identity"),
      clientId: guid("its client id").optional().describe("Where the machine has several identities"),
    }),
  }),
  z.strictObject({
    application: z
      .strictObject({ clientId: guid("the client id of an application") })
      .describe("Of this tenant; or of another one, where it is made for several tenants"),
  }),
  z.strictObject({ clientSecret: z.unknown() }),
] as const;

export type FoundryEntry = z.infer<typeof foundryEntry>;
