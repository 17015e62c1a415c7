import type { AnthropicAwsKeyFacts, AwsHolder, ConsoleFacts, GatewayFacts, HelperSignIn, KeyReader } from "../../facts";
import { markdownCode, markdownText } from "../../quote/markdown-text";
import { quotePosix } from "../../quote/quote-posix";
import { awsConfig } from "../bedrock/aws-config";
import { machineSteps } from "../bedrock/machine-steps";
import { peopleSteps } from "../bedrock/people-steps";
import { githubJob } from "../github-job";

type Facts = ConsoleFacts | GatewayFacts | AnthropicAwsKeyFacts;
type Reader<C extends KeyReader["cloud"]> = Extract<KeyReader, { cloud: C }>;

const ONLY = "That identity may read this one key, and nothing else.";

const awsHolder = ({ team, entry }: Facts, { account, region, signIn, roleArn }: Reader<"aws">): AwsHolder => ({
  ...{ team, entry, account, region, signIn },
  ...(roleArn === undefined ? {} : { roleArn }),
});

const onAws = (facts: Facts, reader: Reader<"aws">): readonly string[] => {
  const holder = awsHolder(facts, reader);
  return [
    ...(reader.signIn.kind === "ambient" ? machineSteps(holder, reader.signIn.source) : peopleSteps(holder, "person")),
    ONLY,
  ];
};

const onGoogle = ({ signIn, project, serviceAccount }: Reader<"google">): readonly string[] => {
  if (signIn.kind === "federation" && signIn.source === "GitHub Actions") {
    const workload_identity_provider = signIn.audience.replace("//iam.googleapis.com/", "");
    return [
      "The job signs in with its own token. It must run as declared: in that repository, environment, branch or tag.",
      githubJob("google-github-actions/auth@v3", {
        ...{ project_id: project, workload_identity_provider, service_account: serviceAccount },
      }),
      ONLY,
    ];
  }
  if (signIn.kind === "federation") {
    return [
      `The job writes its token, made for the audience ${markdownCode(signIn.tokenAudience ?? `https:${signIn.audience}`)}, and signs gcloud in with ${markdownCode("gcloud auth login --cred-file")} and a file of ${markdownCode("gcloud iam workload-identity-pools create-cred-config")} for it.`,
      ONLY,
    ];
  }
  if (signIn.kind === "ambient")
    return [`gcloud takes the credentials of where it runs (${markdownText(signIn.source)}).`, ONLY];
  return [`Sign in: ${markdownCode("gcloud auth login")}, and again when that has ended.`, ONLY];
};

const onAzure = ({ signIn, tenant, subscription, clientId }: Reader<"azure">): readonly string[] => {
  if (signIn.kind === "azureCli")
    return [
      `Sign in: ${markdownCode(`az login --tenant ${quotePosix(tenant)}`)}, and again when that has ended.`,
      ONLY,
    ];
  if (signIn.kind === "federation" && signIn.source === "GitHub Actions") {
    return [
      "The job signs the Azure CLI in with its own token. It must run as declared: in that repository, environment, branch or tag.",
      githubJob("azure/login@v2", {
        ...{ "client-id": clientId, "tenant-id": tenant, "subscription-id": subscription },
      }),
      ONLY,
    ];
  }
  const who = clientId === undefined ? "" : ` --username ${quotePosix(clientId)}`;
  const how =
    signIn.kind === "federation"
      ? `az login --service-principal --tenant ${quotePosix(tenant)}${who} --federated-token "$TOKEN"`
      : `az login --identity${clientId === undefined ? "" : ` --client-id ${quotePosix(clientId)}`}`;
  return [`Sign in where it runs (${markdownText(signIn.source)}): ${markdownCode(how)}.`, ONLY];
};

/** How a holder gets the credentials by which the helper reads the key, as paragraphs of Markdown. */
export const readerSteps = (facts: Facts, { reader }: HelperSignIn): readonly string[] => {
  switch (reader?.cloud) {
    case "aws":
      return onAws(facts, reader);
    case "google":
      return onGoogle(reader);
    case "azure":
      return onAzure(reader);
    case undefined:
      return [];
  }
};

/** Files that these credentials come from, none of which holds a secret. */
export const readerFiles = (facts: Facts): Readonly<Record<string, string>> => {
  const { signIn } = facts;
  if (signIn.kind !== "helper" || signIn.reader?.cloud !== "aws") return {};
  const config = awsConfig(awsHolder(facts, signIn.reader));
  return config === undefined ? {} : { "aws-config": config };
};
