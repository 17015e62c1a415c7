import type { AzureSignIn, FoundryFacts } from "../../facts";
import { markdownBlock, markdownCode, markdownText } from "../../quote/markdown-text";
import { quotePosix } from "../../quote/quote-posix";
import { yamlText } from "../../quote/yaml-text";
import { githubJob } from "../github-job";
import { numberedSteps } from "../numbered-steps";

type Federation = Extract<AzureSignIn, { kind: "federation" }>;

/** Where a job writes the token that Entra exchanges. */
const TOKEN_FILE = "azure-token";
/** What the client asks Entra for. */
const SCOPE = "https://cognitiveservices.azure.com/.default";

const people = ({ tenant }: FoundryFacts): string[] =>
  numberedSteps(
    ["Install the Azure CLI: https://learn.microsoft.com/cli/azure/install-azure-cli"],
    [
      `Sign in to the tenant of this account: ${markdownCode(`az login --tenant ${quotePosix(tenant)}`)}. A browser opens; do it again when Claude Code says that the sign-in has ended.`,
    ],
    [
      `See that it is the right tenant: ${markdownCode("az account show --query tenantId --output tsv")} prints ${markdownCode(tenant)}. Claude Code has no setting for it and takes the CLI's current one: ${markdownCode(`az account get-access-token --scope ${SCOPE} --query tenant`)} tells which. Another one is answered with 401.`,
    ],
    [
      `Secrets in your shell (${markdownCode("AZURE_CLIENT_SECRET")} and the like) are left aside for Claude Code: the settings let it try developers' tools only. An ${markdownCode("ANTHROPIC_FOUNDRY_API_KEY")} comes first where the settings are not managed: unset it.`,
    ],
  );

const github = ({ tenant, subscription, clientId = "" }: FoundryFacts): string[] => [
  "The job signs the Azure CLI in with its own token. It must run as declared: in that repository, environment, branch or tag.",
  githubJob("azure/login@v2", { "client-id": clientId, "tenant-id": tenant, "subscription-id": subscription }),
  "The token of the CLI lives about an hour; a longer job signs in again.",
];

const exported = ({ tenant, clientId = "" }: FoundryFacts): string[] => [
  `export AZURE_CLIENT_ID=${quotePosix(clientId)}`,
  `export AZURE_TENANT_ID=${quotePosix(tenant)}`,
  `export AZURE_FEDERATED_TOKEN_FILE="$PWD/${TOKEN_FILE}"`,
];

const gitlab = (facts: FoundryFacts, { audience }: Federation): string[] => [
  "The job exchanges its token. It must run as declared: in that project, branch or tag.",
  markdownBlock(
    "yaml",
    [
      "job:",
      "  id_tokens:",
      "    CLAUDE_AZURE_TOKEN:",
      `      aud: ${yamlText(audience)}`,
      "  script:",
      ...[`printf %s "$CLAUDE_AZURE_TOKEN" > ${TOKEN_FILE}`, ...exported(facts)].map(
        (line) => `    - ${yamlText(line)}`,
      ),
    ].join("\n"),
  ),
];

const oidc = (facts: FoundryFacts, { audience }: Federation): string[] => [
  `The job writes its token, made for the audience ${markdownCode(audience)}, into ${markdownCode(TOKEN_FILE)} in the folder that it runs in, and sets:`,
  markdownBlock("sh", exported(facts).join("\n")),
];

/** What to attach, by the source of the credentials as a construct names it. */
const AMBIENT: Readonly<Record<string, (facts: FoundryFacts) => string[]>> = {
  "AKS workload identity": ({ clientId = "" }) => [
    `Annotate the declared Kubernetes service account with ${markdownCode(`azure.workload.identity/client-id: ${clientId}`)}, and label the pod ${markdownCode('azure.workload.identity/use: "true"')}: the cluster then gives it the token and says whose it is.`,
  ],
  "managed identity": ({ clientId }) => [
    clientId === undefined
      ? "The role is granted to the machine's identity; nothing is to be set where it has just one."
      : `Attach the managed identity with the client id ${markdownCode(clientId)} to the virtual machine, container app or function app; the settings name it, for a machine may have several.`,
  ],
  application: ({ clientId = "" }) => [
    `The role is granted to the application ${markdownCode(clientId)}; whatever signs in as it may call the models. It brings its own credential.`,
  ],
};

/** How a holder gets tokens of Entra, as paragraphs of Markdown. */
export const azureSteps = (facts: FoundryFacts): readonly string[] => {
  const { signIn } = facts;
  if (signIn.kind === "azureCli") return people(facts);
  if (signIn.kind === "ambient") {
    const steps = Object.hasOwn(AMBIENT, signIn.source) ? AMBIENT[signIn.source] : undefined;
    return steps?.(facts) ?? [`Credentials come from where it runs (${markdownText(signIn.source)}).`];
  }
  if (signIn.source === "GitHub Actions") return github(facts);
  return signIn.source === "GitLab CI" ? gitlab(facts, signIn) : oidc(facts, signIn);
};
